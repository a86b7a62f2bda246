using System.Globalization;
using RawSockets.Interop;

namespace RawSockets.Diagnostics.Watching;

/// <summary>
/// Who the threads of a trace are, and whether they are in the watched network namespace. A trace counts processes as the first process
/// namespace does, so in any other one nothing is known of them.
/// </summary>
internal sealed class TracedProcesses
{
    // PROC_PID_INIT_INO
    private const ulong FirstNamespace = 0xEFFFFFFC;

    /// <summary>How long a thread's number is taken for the same thread, in milliseconds: the trace may tell of it when it has ended.</summary>
    private const int Memory = 10_000;

    private readonly Dictionary<int, (TracedProcess? Process, Deadline Until)> _threads = [];
    private readonly bool _isNumberedAlike = Inode("/proc/self/ns/pid") == FirstNamespace;
    private readonly ulong? _network;

    internal TracedProcesses(NetworkNamespace? place) => _network = Inode(place?.ToString() ?? "/proc/thread-self/ns/net");

    /// <summary>Forgets threads whose numbers may have been used again, and those that were not found.</summary>
    internal void Refresh()
    {
        foreach (int thread in _threads.Where(static entry => entry.Value.Process is null || entry.Value.Until.HasPassed).Select(static entry => entry.Key).ToList())
        {
            _threads.Remove(thread);
        }
    }

    /// <returns>The process, or null when it is not known, or gone.</returns>
    internal TracedProcess? Of(int thread)
    {
        if (!_isNumberedAlike)
        {
            return null;
        }

        if (!_threads.TryGetValue(thread, out var known))
        {
            _threads[thread] = known = (Read(thread), Deadline.After(Memory));
        }

        return known.Process;
    }

    private TracedProcess? Read(int thread)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{thread}");
        try
        {
            string group = File.ReadLines(folder + "/status").First(static line => line.StartsWith("Tgid:", StringComparison.Ordinal))["Tgid:".Length..].Trim();
            string name = UnixText.Escape(File.ReadAllBytes($"/proc/{group}/comm").AsSpan().TrimEnd((byte)'\n'));
            return new TracedProcess(
                new SocketOwner(int.Parse(group, CultureInfo.InvariantCulture), name), Inode(folder + "/ns/net") is { } network && network == _network);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ulong? Inode(string path) => Sys.Statx(path, out FileStatus status) < 0 ? null : status.Inode;
}

/// <summary>The process of a thread.</summary>
/// <param name="Owner">Its number and name.</param>
/// <param name="IsHere">Whether the thread is in the watched network namespace.</param>
internal sealed record TracedProcess(SocketOwner Owner, bool IsHere);
