using System.Diagnostics;

namespace RawSockets.Tests.Names;

public class AbandonableCallTests
{
    [Fact]
    public void A_call_that_takes_too_long_is_left_behind()
    {
        using Blocked blocked = new();
        Stopwatch watch = Stopwatch.StartNew();

        var exception = Assert.Throws<RawSocketException>(() =>
            AbandonableCall.Run(blocked.Call, "the look-up of 'somebody'", 50, CancellationToken.None));

        Assert.Equal("getaddrinfo,ETIMEDOUT", exception.Identifier);
        Assert.Contains("'somebody' had no answer within 50 ms", exception.Message, StringComparison.Ordinal);
        Assert.InRange(watch.ElapsedMilliseconds, 40, 5000);
    }

    [Fact]
    public void Cancellation_ends_the_wait()
    {
        using Blocked blocked = new();
        using CancellationTokenSource source = new();
        blocked.Begun += source.Cancel;

        Assert.Throws<OperationCanceledException>(() => AbandonableCall.Run(blocked.Call, "it", 30_000, source.Token));
    }

    [Fact]
    public void A_token_that_is_cancelled_already_makes_no_call()
    {
        bool called = false;

        Assert.Throws<OperationCanceledException>(() =>
            AbandonableCall.Run(() => called = true, "it", -1, new CancellationToken(canceled: true)));

        Assert.False(called);
    }

    [Fact]
    public void What_the_call_throws_reaches_the_caller_as_it_was()
    {
        FormatException thrown = new("as it was");

        Assert.Same(thrown, Assert.Throws<FormatException>(() =>
            AbandonableCall.Run<int>(() => throw thrown, "it", -1, CancellationToken.None)));
    }

    [Fact]
    public void The_thread_keeps_no_process_alive() =>
        Assert.True(AbandonableCall.Run(static () => Thread.CurrentThread.IsBackground, "it", -1, CancellationToken.None));

    /// <summary>A call that ends only with the test.</summary>
    private sealed class Blocked : IDisposable
    {
        private readonly ManualResetEventSlim _ended = new();

        public event Action? Begun;

        public int Call()
        {
            Begun?.Invoke();
            return _ended.Wait(TimeSpan.FromSeconds(60)) ? 1 : 0;
        }

        // Not disposed: the thread that was left behind may still look at it.
        public void Dispose() => _ended.Set();
    }
}
