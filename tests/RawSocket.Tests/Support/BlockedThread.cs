using System.Runtime.InteropServices;

namespace RawSockets.Tests;

/// <summary>A thread that makes one call, and whose wait in the kernel can be awaited, so that nothing is left to timing.</summary>
internal sealed partial class BlockedThread
{
    // poll and ppoll on x64, ppoll on arm64
    private static readonly string[] s_waitingCalls = RuntimeInformation.OSArchitecture == Architecture.X64 ? ["7 ", "271 "] : ["73 "];
    private readonly Thread _thread;
    private volatile int _id;
    private Exception? _failure;

    private BlockedThread(Action call)
    {
        _thread = new Thread(() => Run(call)) { IsBackground = true, Name = "blocked call" };
        _thread.Start();
    }

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThreadId();

    internal static BlockedThread Start(Action call) => new(call);

    internal bool HasEnded => !_thread.IsAlive;

    internal BlockedThread UntilItWaits()
    {
        Eventually.True(IsWaiting, "the thread waited in poll(2)");
        return this;
    }

    /// <returns>What the call threw, if anything.</returns>
    internal Exception? End()
    {
        Assert.True(_thread.Join(Bounded.Limit), "The call did not end.");
        return _failure;
    }

    internal void EndWell() => Assert.Null(End());

    private bool IsWaiting()
    {
        if (!_thread.IsAlive)
        {
            throw new InvalidOperationException("The call ended instead of waiting.", _failure);
        }

        if (_id == 0)
        {
            return false;
        }

        try
        {
            string call = File.ReadAllText($"/proc/self/task/{_id}/syscall");
            return s_waitingCalls.Any(number => call.StartsWith(number, StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Run(Action call)
    {
        _id = GetThreadId();
        try
        {
            call();
        }
#pragma warning disable CA1031 // It is handed to the test, which says what it expects.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = exception;
        }
    }
}
