using System.Diagnostics;
using System.Globalization;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>
/// The descriptors of this process that the module could have opened: sockets, eventfds and epolls. A socket is told from
/// another by its inode, and Unix sockets are the test runner's own.
/// </summary>
internal sealed class OpenDescriptors
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private readonly HashSet<string> _sockets;
    private readonly int _others;

    private OpenDescriptors(HashSet<string> sockets, int others)
    {
        _sockets = sockets;
        _others = others;
    }

    internal static OpenDescriptors Now()
    {
        HashSet<string> unix = UnixSockets();
        List<string> targets = [.. Targets()];
        return new OpenDescriptors(
            [.. targets.Where(target => target.StartsWith("socket:", StringComparison.Ordinal) && !unix.Contains(target))],
            targets.Count(static target => target is "anon_inode:[eventfd]" or "anon_inode:[eventpoll]"));
    }

    /// <summary>Fails the test when there are more than at this moment; threads that just end get a little time.</summary>
    internal void AssertNothingLeft()
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            OpenDescriptors now = Now();
            List<string> left = [.. now._sockets.Except(_sockets)];
            if (left.Count == 0 && now._others <= _others)
            {
                return;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(start) < s_patience,
                $"Left open: {left.Count} sockets, {now._others - _others} eventfds or epolls more than before.");
            // A socket that no variable holds any more is closed by its finalizer, and is not left open.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(20);
        }
    }

    private static IEnumerable<string> Targets()
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            if (TargetOf(entry) is { } target)
            {
                yield return target;
            }
        }
    }

    private static string? TargetOf(string entry)
    {
        try
        {
            return new FileInfo(entry).LinkTarget;
        }
        catch (IOException)
        {
            // It was closed meanwhile.
            return null;
        }
    }

    private static HashSet<string> UnixSockets() =>
    [
        .. File.ReadLines("/proc/self/net/unix").Skip(1)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static fields => fields.Length > 6)
            .Select(static fields => string.Create(CultureInfo.InvariantCulture, $"socket:[{fields[6]}]")),
    ];
}
