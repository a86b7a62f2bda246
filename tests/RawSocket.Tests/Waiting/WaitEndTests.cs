using System.Diagnostics;

namespace RawSockets.Tests;

/// <summary>How a call that waits is ended from outside.</summary>
public sealed class WaitEndTests
{
    private const int Timeout = 150;

    public static TheoryData<string> Calls => BlockingCall.Names;

    public static TheoryData<string> CallsThatTimeOut => BlockingCall.NamesThatTimeOutWithAnError;

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_waiting_call_ends_promptly_when_it_is_cancelled(string name)
    {
        using BlockingCall call = BlockingCall.Prepare(name);
        using CancellationTokenSource source = new();
        BlockedThread thread = BlockedThread.Start(() => call.Make(null, source.Token)).UntilItWaits();
        long before = Stopwatch.GetTimestamp();

        source.Cancel();
        Exception? thrown = thread.End();

        Assert.InRange(Stopwatch.GetElapsedTime(before), TimeSpan.Zero, Bounded.Promptly);
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(thrown).CancellationToken);
        Assert.False(call.Socket.IsClosed);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_waiting_call_ends_as_EBADF_when_its_socket_is_closed(string name)
    {
        using BlockingCall call = BlockingCall.Prepare(name);
        CancellationToken token = Bounded.Token;
        string target = Descriptors.TargetOf(call.Socket.Descriptor)!;
        BlockedThread thread = BlockedThread.Start(() => call.Make(null, token)).UntilItWaits();
        long before = Stopwatch.GetTimestamp();

        call.Socket.Close();
        Exception? thrown = thread.End();

        Assert.InRange(Stopwatch.GetElapsedTime(before), TimeSpan.Zero, Bounded.Promptly);
        Assert.Equal($"{call.SystemCall},EBADF", Assert.IsType<RawSocketException>(thrown).Identifier);
        Assert.NotEqual(target, Descriptors.TargetOf(call.Socket.Descriptor));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_that_is_cancelled_already_does_not_wait(string name)
    {
        using BlockingCall call = BlockingCall.Prepare(name);

        Assert.Throws<OperationCanceledException>(() => call.Make(null, new CancellationToken(canceled: true)));
    }

    [Theory]
    [MemberData(nameof(CallsThatTimeOut))]
    public void A_call_whose_time_is_up_is_ETIMEDOUT_and_not_before(string name)
    {
        using BlockingCall call = BlockingCall.Prepare(name);
        long before = Stopwatch.GetTimestamp();

        RawSocketException refused = Refused.By(() => call.Make(Timeout, Bounded.Token));

        Assert.InRange(Stopwatch.GetElapsedTime(before).TotalMilliseconds, Timeout, 5000);
        Assert.Equal($"{call.SystemCall},ETIMEDOUT", refused.Identifier);
        Assert.Matches(@"within \d+ ms", refused.Message);
    }

    [Theory]
    [MemberData(nameof(CallsThatTimeOut))]
    public void A_timeout_of_zero_does_not_wait(string name)
    {
        using BlockingCall call = BlockingCall.Prepare(name);

        Refused.With($"{call.SystemCall},ETIMEDOUT", () => call.Make(0, Bounded.Token));
    }

    [Fact]
    public void Waiting_for_sockets_until_the_time_is_up_finds_none_and_not_before()
    {
        using ConnectedPair pair = new();
        long before = Stopwatch.GetTimestamp();

        Assert.Empty(SocketWait.Any([pair.Client, pair.Server], PollEvents.Read, Timeout, Bounded.Token));

        Assert.InRange(Stopwatch.GetElapsedTime(before).TotalMilliseconds, Timeout, 5000);
    }
}
