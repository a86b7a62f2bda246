using System.Buffers.Text;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>
/// Walks over all processes and their descriptors, proc_pid_fd(5). There may be ten thousands, and each costs the kernel a lookup, so names
/// stay bytes and are looked up from the folder's descriptor instead of from the root.
/// </summary>
internal sealed class ProcessDescriptors : IDisposable
{
    private const int ListSize = 32 * 1024;
    private const int LongestPath = 32;

    private readonly SafeDescriptor _proc;
    private readonly byte[] _processes = new byte[ListSize];
    private readonly byte[] _descriptors = new byte[ListSize];
    private int _length;
    private int _at;

    internal ProcessDescriptors()
    {
        int proc = Sys.Open("/proc");
        _proc = new SafeDescriptor(proc >= 0 ? proc : throw RawSocketException.FromResult("open", proc, null, "/proc"));
    }

    internal int ProcessId { get; private set; }

    public void Dispose() => _proc.Dispose();

    /// <summary>Goes on to the next process, in the order of their numbers.</summary>
    internal bool MoveNext()
    {
        using SafeDescriptor.Lease proc = _proc.Use();
        while (true)
        {
            DirectoryEntries entries = new(_processes.AsSpan(_at, _length - _at));
            while (entries.MoveNext())
            {
                _at += entries.Size;
                if (Utf8Parser.TryParse(entries.Name, out int id, out _))
                {
                    ProcessId = id;
                    return true;
                }
            }

            _at = 0;
            _length = Math.Max(0, Sys.GetDents64(proc.Number, _processes));
            if (_length == 0)
            {
                return false;
            }
        }
    }

    /// <summary>Gives the inodes of the process's sockets.</summary>
    /// <returns>False when this user may not look into the process; true also when it has ended.</returns>
    internal bool Visit(Action<uint> socket)
    {
        int folder = OpenInProc("/fd\0"u8);
        if (folder < 0)
        {
            return !IsForbidden(folder);
        }

        bool isReadable = true;
        try
        {
            for (int length; (length = Sys.GetDents64(folder, _descriptors)) > 0;)
            {
                DirectoryEntries entries = new(_descriptors.AsSpan(0, length));
                while (entries.MoveNext())
                {
                    isReadable &= !IsForbidden(Read(folder, entries.Name, socket));
                }
            }
        }
        finally
        {
            Sys.Close(folder);
        }

        // Links of a process that ends meanwhile can't be read for the same reason.
        return isReadable || HasEnded();
    }

    /// <summary>The process's name, which it may choose as it likes: what is no printable text is written as \xHH. Empty when it has ended.</summary>
    internal string Name()
    {
        Span<byte> name = stackalloc byte[64];
        return UnixText.Escape(ReadFile("/comm\0"u8, name).TrimEnd((byte)'\n'));
    }

    // proc_pid_stat(5): the state stands behind the name, which is in parentheses and may have some itself.
    private bool HasEnded()
    {
        ReadOnlySpan<byte> stat = ReadFile("/stat\0"u8, stackalloc byte[128]);
        int name = stat.LastIndexOf((byte)')');
        return name < 0 || name + 2 >= stat.Length || stat[name + 2] is (byte)'Z' or (byte)'X';
    }

    private ReadOnlySpan<byte> ReadFile(ReadOnlySpan<byte> name, Span<byte> buffer)
    {
        int file = OpenInProc(name);
        if (file < 0)
        {
            return default;
        }

        int length = Sys.Read(file, buffer);
        Sys.Close(file);
        return buffer[..Math.Max(0, length)];
    }

    private static bool IsForbidden(int result) => result is -Errno.Numbers.EACCES or -Errno.Numbers.EPERM;

    private static int Read(int folder, ReadOnlySpan<byte> name, Action<uint> socket)
    {
        // . and .. stand first.
        if (name[0] == '.')
        {
            return 0;
        }

        Span<byte> target = stackalloc byte[32];
        int result = Sys.ReadLinkAt(folder, name, target);
        ReadOnlySpan<byte> prefix = "socket:["u8;
        if (result > prefix.Length && target.StartsWith(prefix) && Utf8Parser.TryParse(target[prefix.Length..result], out uint inode, out _))
        {
            socket(inode);
        }

        return result;
    }

    private int OpenInProc(ReadOnlySpan<byte> rest)
    {
        Span<byte> path = stackalloc byte[LongestPath];
        Utf8Formatter.TryFormat(ProcessId, path, out int length);
        rest.CopyTo(path[length..]);
        using SafeDescriptor.Lease proc = _proc.Use();
        return Sys.OpenAt(proc.Number, path);
    }
}
