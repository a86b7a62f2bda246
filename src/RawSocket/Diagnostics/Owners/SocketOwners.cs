using System.Runtime.InteropServices;

namespace RawSockets.Diagnostics;

/// <summary>
/// Who has sockets open, found in one pass over the descriptors of all processes, since the kernel keeps no list from sockets to
/// processes. A process that ends meanwhile is passed over.
/// </summary>
public sealed class SocketOwners
{
    private readonly Dictionary<uint, SocketOwner[]> _owners = [];
    private readonly HashSet<uint>? _wanted;

    private SocketOwners(HashSet<uint>? wanted) => _wanted = wanted;

    /// <summary>How many processes could not be looked into, which only their user and root may do.</summary>
    public int UnreadableProcesses { get; private set; }

    /// <summary>Whether all processes were visited; false when the deadline passed first, or the search was cancelled.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Looks for the owners of some sockets.</summary>
    /// <param name="inodes">The sockets' inodes; 0 is passed over.</param>
    /// <param name="deadline">When to stop looking.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What was found.</returns>
    public static SocketOwners Find(IEnumerable<uint> inodes, Deadline deadline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inodes);
        SocketOwners found = new([.. inodes.Where(static inode => inode != 0)]);
        if (found._wanted!.Count > 0)
        {
            found.Search(deadline, cancellationToken);
        }

        return found;
    }

    /// <summary>Looks for the owners of all sockets.</summary>
    /// <param name="deadline">When to stop looking.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What was found.</returns>
    public static SocketOwners All(Deadline deadline, CancellationToken cancellationToken = default)
    {
        SocketOwners found = new(null);
        found.Search(deadline, cancellationToken);
        return found;
    }

    /// <summary>The processes that have a socket open.</summary>
    /// <param name="inode">The socket's inode.</param>
    /// <returns>The processes, in the order of their numbers; none if nobody was found.</returns>
    public IReadOnlyList<SocketOwner> Of(uint inode) => _owners.TryGetValue(inode, out SocketOwner[]? owners) ? owners : [];

    /// <summary>Every process that was found to have one of the sockets, in the order of their numbers.</summary>
    public IEnumerable<SocketOwner> Everybody => _owners.Values.SelectMany(static owners => owners).Distinct().OrderBy(static owner => owner.ProcessId);

    private void Search(Deadline deadline, CancellationToken cancellationToken)
    {
        using ProcessDescriptors processes = new();
        while (processes.MoveNext())
        {
            if (deadline.HasPassed || cancellationToken.IsCancellationRequested)
            {
                IsComplete = false;
                return;
            }

            // One array serves all sockets of a process, whose name is read when the first is found.
            SocketOwner[]? owner = null;
            bool isReadable = processes.Visit(inode => Add(inode, owner ??= [new SocketOwner(processes.ProcessId, processes.Name())]));
            UnreadableProcesses += isReadable ? 0 : 1;
        }
    }

    private void Add(uint inode, SocketOwner[] owner)
    {
        if (_wanted?.Contains(inode) == false)
        {
            return;
        }

        ref SocketOwner[]? owners = ref CollectionsMarshal.GetValueRefOrAddDefault(_owners, inode, out bool isKnown);
        if (!isKnown)
        {
            owners = owner;
        }
        else if (owners![^1] != owner[0])
        {
            // Inherited by a child, or handed over. A process may also have one socket under several descriptors.
            owners = [.. owners, owner[0]];
        }
    }
}
