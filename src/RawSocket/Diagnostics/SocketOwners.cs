using System.Buffers.Text;
using System.Globalization;
using System.IO.Enumeration;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>
/// Who has sockets open, found in one pass over the descriptors of all processes, since the kernel keeps no list from sockets to
/// processes. A process that ends meanwhile is passed over.
/// </summary>
public sealed class SocketOwners
{
    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly Dictionary<uint, List<SocketOwner>> _owners;
    private bool _all;

    private SocketOwners(Dictionary<uint, List<SocketOwner>> owners) => _owners = owners;

    /// <summary>How many processes could not be looked into, which only their user and root may do.</summary>
    public int UnreadableProcesses { get; private set; }

    /// <summary>Whether all processes were visited; false when the deadline passed first.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Looks for the owners of some sockets.</summary>
    /// <param name="inodes">The sockets' inodes; 0 is passed over.</param>
    /// <param name="deadline">When to stop looking.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SocketOwners Find(IEnumerable<uint> inodes, Deadline deadline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inodes);
        SocketOwners found = new(inodes.Where(static inode => inode != 0).Distinct().ToDictionary(static inode => inode, static _ => new List<SocketOwner>()));
        if (found._owners.Count > 0)
        {
            found.Search(deadline, cancellationToken);
        }

        return found;
    }

    /// <summary>Looks for the owners of all sockets.</summary>
    /// <param name="deadline">When to stop looking.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SocketOwners All(Deadline deadline, CancellationToken cancellationToken = default)
    {
        SocketOwners found = new([]) { _all = true };
        found.Search(deadline, cancellationToken);
        return found;
    }

    /// <summary>The processes that have a socket open.</summary>
    /// <param name="inode">The socket's inode.</param>
    /// <returns>The processes, in the order of their numbers; none if nobody was found.</returns>
    public IReadOnlyList<SocketOwner> Of(uint inode) => _owners.TryGetValue(inode, out List<SocketOwner>? owners) ? owners : [];

    private void Search(Deadline deadline, CancellationToken cancellationToken)
    {
        foreach (int process in Numbers("/proc").Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.HasPassed)
            {
                IsComplete = false;
                return;
            }

            try
            {
                Visit(process);
            }
            catch (UnauthorizedAccessException)
            {
                UnreadableProcesses++;
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }
    }

    private void Visit(int process)
    {
        string? name = null;
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd");
        LinkPath path = new(folder);
        foreach (int descriptor in Numbers(folder))
        {
            if (!path.TryReadSocket(descriptor, out uint inode))
            {
                continue;
            }

            if (!_owners.TryGetValue(inode, out List<SocketOwner>? owners))
            {
                if (!_all)
                {
                    continue;
                }

                _owners[inode] = owners = [];
            }

            name ??= NameOf(process);
            if (owners.Count == 0 || owners[^1].ProcessId != process)
            {
                owners.Add(new SocketOwner(process, name));
            }
        }
    }

    private static string NameOf(int process) =>
        File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/comm")).TrimEnd('\n');

    // Names that are numbers, without a string for each.
    private static FileSystemEnumerable<int> Numbers(string folder) => new(
        folder,
        static (ref entry) => int.Parse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture),
        s_everything)
    {
        ShouldIncludePredicate = static (ref entry) => int.TryParse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture, out _),
    };

    /// <summary>Reads the links of one folder; only the number at the path's end changes.</summary>
    private sealed class LinkPath
    {
        private const int LongestNumber = 10;

        private readonly byte[] _path;
        private readonly int _start;

        internal LinkPath(string folder)
        {
            _start = folder.Length + 1;
            _path = new byte[_start + LongestNumber + 1];
            System.Text.Encoding.ASCII.GetBytes(folder, _path);
            _path[folder.Length] = (byte)'/';
        }

        internal bool TryReadSocket(int descriptor, out uint inode)
        {
            inode = 0;
            Utf8Formatter.TryFormat(descriptor, _path.AsSpan(_start), out int length);
            _path[_start + length] = 0;
            Span<byte> link = stackalloc byte[32];
            int size = Sys.ReadLink(_path, link);
            ReadOnlySpan<byte> prefix = "socket:["u8;
            return size > prefix.Length && link.StartsWith(prefix) && Utf8Parser.TryParse(link[prefix.Length..size], out inode, out _);
        }
    }
}
