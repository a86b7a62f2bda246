using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Reachability;

/// <summary>Wait-RawConnection: what it gives, and what it says when the time is over.</summary>
public sealed class WaitConnectionCommandTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Fact]
    public void An_open_port_gives_the_connection_and_a_closed_one_nothing()
    {
        using var listener = Loopback.Listen();
        PSObject there = shared.Engine.Run($"Wait-RawConnection 127.0.0.1 {listener.Port()} -Timeout 5000").Single();
        Assert.True(there.Get<bool>("Succeeded"));
        Assert.Empty(shared.Engine.Run($"Wait-RawConnection 127.0.0.1 {Loopback.FreePort()} -Closed -Timeout 5000").Succeeded().Output);
    }

    [Fact]
    public void Quiet_it_gives_truth_values()
    {
        using var listener = Loopback.Listen();
        int closed = Loopback.FreePort();
        Assert.Equal(["True", "False", "False", "True"], shared.Engine.Run(
            $"foreach ($port in {listener.Port()}, {closed}) {{ Wait-RawConnection localhost $port -Timeout 100 -Quiet; Wait-RawConnection localhost $port -Timeout 100 -Quiet -Closed }}").Lines());
    }

    [Fact]
    public void When_the_time_is_over_the_last_try_is_told()
    {
        int closed = Loopback.FreePort();
        ErrorRecord error = shared.Engine.Run($"Wait-RawConnection 127.0.0.1 {closed} -Timeout ([timespan]::FromMilliseconds(50))").Failure();
        Assert.StartsWith("RawConnection,ETIMEDOUT", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"Within 50 ms 127.0.0.1:{closed} could not be connected to. At last: connect,ECONNREFUSED.", error.ToString(), StringComparison.Ordinal);
        using var listener = Loopback.Listen();
        error = shared.Engine.Run($"Wait-RawConnection -EndPoint 127.0.0.1:{listener.Port()} -Closed -Timeout 50").Failure();
        Assert.Contains("did not close", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_ends_when_the_server_comes()
    {
        using System.Net.Sockets.Socket reserved = Loopback.Reserve();
        int port = reserved.Port();
        using Engine engine = new();
        using RunningScript running = engine.Start($"Wait-RawConnection 127.0.0.1 {port} -Interval 10 -Quiet");
        Thread.Sleep(100);
        Assert.False(running.HasEnded);
        reserved.Listen();
        Assert.Equal(["True"], running.Finish(TimeSpan.FromSeconds(30)).Lines());
    }

    [Theory]
    [InlineData("Wait-RawConnection 127.1 80", "InvalidArgument,Address")]
    [InlineData("Wait-RawConnection -EndPoint 127.0.0.1:0", "InvalidArgument,EndPoint")]
    [InlineData("Wait-RawConnection -EndPoint /run/x", "InvalidArgument,EndPoint")]
    public void What_can_be_no_server_is_an_error_at_once(string script, string identifier) =>
        Assert.StartsWith(identifier, shared.Engine.Run(script).Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
}
