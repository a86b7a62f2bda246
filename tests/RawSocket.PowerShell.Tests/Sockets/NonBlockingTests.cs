using System.Diagnostics;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

/// <summary>A non-blocking socket tells that a call would wait, as the article has it.</summary>
public sealed class NonBlockingTests
{
    private const string Listen =
        """
        $listener = New-RawSocket -NonBlocking | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        """;

    [Fact]
    public void Accepting_from_an_empty_queue_is_EAGAIN_and_does_not_end_the_script()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Listen + "\n$listener | Receive-RawConnection; 'goes on'; $listener | Close-RawSocket");
        Assert.StartsWith("accept4,EAGAIN", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.False(outcome.Terminated);
        Assert.Equal("goes on", outcome.Output.Single().ToString());
    }

    [Fact]
    public void Readiness_is_waited_for_and_then_accepting_works()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Listen +
            """

            @($listener | Wait-RawSocket -Timeout 0).Count
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $ready = $listener | Wait-RawSocket -For Read -Timeout 1000
            $ready.Readable
            $peer = $ready | Receive-RawConnection -NonBlocking -Verbose
            $peer.NonBlocking
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal(["0", "True", "True"], outcome.Lines());
        Assert.Contains(outcome.Verbose, static line => line.StartsWith("accept4(", StringComparison.Ordinal)
            && line.Contains("SOCK_NONBLOCK", StringComparison.Ordinal)
            && line.Contains("SOCK_CLOEXEC", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$client | Receive-RawData", "recv,EAGAIN")]
    [InlineData("$client | Receive-RawData -AsString", "recv,EAGAIN")]
    [InlineData("$client | Send-RawData -Data ([byte[]]::new(64MB))", "send,EAGAIN")]
    public void Receiving_nothing_and_sending_too_much_is_EAGAIN(string command, string expected)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Listen +
            $$"""

            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $client | Set-RawSocketFlag -NonBlocking $true
            {{command}}
            Get-RawSocket | Close-RawSocket
            """);
        Assert.StartsWith(expected, outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.False(outcome.Terminated);
    }

    [Fact]
    public void Connecting_goes_on_in_the_background_and_is_EINPROGRESS()
    {
        using FullBacklog nobody = new();
        using Engine engine = new();
        Outcome outcome = engine.Run(
            $"$socket = New-RawSocket -NonBlocking; $socket | Connect-RawSocket -Address 127.0.0.1 -Port {nobody.Port}; $socket | Close-RawSocket");
        Assert.StartsWith("connect,EINPROGRESS", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timeout_makes_it_wait_that_long_and_no_longer()
    {
        using Engine engine = new();
        engine.Run(Listen).Succeeded();
        long start = Stopwatch.GetTimestamp();
        Outcome outcome = engine.Run("$listener | Receive-RawConnection -Timeout 200");
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Assert.StartsWith("accept4,ETIMEDOUT", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.InRange(elapsed.TotalMilliseconds, 200, 2000);
        engine.Run("$listener | Close-RawSocket").Succeeded();
    }
}
