using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Watching;

/// <summary>Wait-RawSocketState: a port that comes, one that goes, and what it says when neither happens.</summary>
public sealed class WaitCommandTests
{
    private static readonly TimeSpan s_prompt = TimeSpan.FromSeconds(20);

    [Fact]
    public void It_gives_the_row_when_the_port_listens()
    {
        using Engine engine = new();
        using Engine other = new();
        int port = Loopback.FreePort();
        using RunningScript wait = engine.Start($"(Wait-RawSocketState -LocalPort {port} -State Listen -Timeout 20000).State");
        other.Run($"$server = Start-EchoServer -Port {port}").Succeeded();
        Assert.Equal("Listen", wait.Finish(s_prompt).Single().ToString());
        using RunningScript free = engine.Start($"Wait-RawSocketState -LocalPort {port} -Free -Timeout 20000");
        other.Run("$server | Stop-EchoServer").Succeeded();
        Assert.Empty(free.Finish(s_prompt).Succeeded().Output);
    }

    [Fact]
    public void It_names_what_it_waited_for_and_what_is_there()
    {
        using Engine engine = new();
        using var listener = Loopback.Listen();
        ErrorRecord failure = engine.Run($"Wait-RawSocketState -LocalPort {listener.Port()} -State TIME_WAIT -Timeout 30").Failure();
        Assert.StartsWith("SocketState,ETIMEDOUT", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, failure.CategoryInfo.Category);
        Assert.Contains($"Within 30 ms no socket came to match -LocalPort {listener.Port()} -State TimeWait.", failure.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("LISTEN", failure.Exception.Message, StringComparison.Ordinal);
        failure = engine.Run($"Wait-RawSocketState -LocalPort {listener.Port()} -Free -Timeout 30").Failure();
        Assert.Contains($"Within 30 ms sockets still match -LocalPort {listener.Port()}.", failure.Exception.Message, StringComparison.Ordinal);
        failure = engine.Run($"Wait-RawSocketState -LocalPort {Loopback.FreePort()} -Timeout 30").Failure();
        Assert.Contains("Now there is none in any state.", failure.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_it_says_yes_or_no()
    {
        using Engine engine = new();
        using var listener = Loopback.Listen();
        Assert.True(engine.Run($"Wait-RawSocketState -LocalPort {listener.Port()} -State Listen -Quiet -Timeout 5000").Single<bool>());
        Assert.False(engine.Run($"Wait-RawSocketState -LocalPort {listener.Port()} -Free -Quiet -Timeout 10").Single<bool>());
    }

    [Fact]
    public void Ctrl_C_ends_it()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Engine engine = new())
        using (RunningScript wait = engine.Start($"Wait-RawSocketState -LocalPort {Loopback.FreePort()}"))
        {
            Thread.Sleep(200);
            Assert.False(wait.HasEnded);
            Assert.True(wait.Stop() < TimeSpan.FromSeconds(2));
        }

        before.AssertNothingLeft();
    }
}
