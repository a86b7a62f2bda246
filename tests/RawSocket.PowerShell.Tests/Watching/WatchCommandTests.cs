using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Watching;

/// <summary>Watch-RawSocketState, on the sockets of one port, since other tests make connections meanwhile.</summary>
public sealed class WatchCommandTests
{
    private static readonly TimeSpan s_prompt = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("Auto")]
    [InlineData("Poll")]
    public void It_gives_an_object_for_each_change_until_it_is_stopped(string source)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Engine engine = new())
        using (Engine other = new())
        {
            int port = Loopback.FreePort();
            using RunningScript watch = engine.Start($"Watch-RawSocketState -LocalPort {port} -Source {source} -Verbose");
            WaitUntilItWatches(watch);
            other.Run($"$server = Start-EchoServer -Port {port}").Succeeded();
            Until.True(() => watch.Output.Count > 0, "a change was given", s_prompt);
            PSObject change = watch.Output[0];
            Assert.Equal("Listen", change.Properties["NewState"].Value.ToString());
            Assert.Equal("Closed", change.Properties["OldState"].Value.ToString());
            Assert.Equal($"127.0.0.1:{port}", change.Properties["LocalEndPoint"].Value.ToString());
            Assert.NotEqual("Auto", change.Properties["Source"].Value.ToString());
            TimeSpan elapsed = watch.Stop();
            Assert.True(elapsed < TimeSpan.FromSeconds(2), $"It took {elapsed.TotalMilliseconds:F0} ms to stop.");
            Assert.Contains(watch.Finish(s_prompt).Verbose, static line => line.StartsWith("Changes are seen by", StringComparison.Ordinal));
            other.Run("$server | Stop-EchoServer").Succeeded();
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void It_ends_when_the_time_is_up_or_enough_was_seen()
    {
        using Engine engine = new();
        Assert.Empty(engine.Run($"Watch-RawSocketState -LocalPort {Loopback.FreePort()} -Timeout 100").Succeeded().Output);
        int port = Loopback.FreePort();
        using Engine other = new();
        using RunningScript watch = engine.Start($"Watch-RawSocketState -LocalPort {port} -Count 1 -Timeout 20000 -Verbose");
        WaitUntilItWatches(watch);
        other.Run($"Start-EchoServer -Port {port} | Stop-EchoServer").Succeeded();
        watch.Finish(s_prompt).Single();
    }

    [Fact]
    public void What_cannot_be_watched_is_named()
    {
        using Engine engine = new();
        ErrorRecord failure = engine.Run("Watch-RawSocketState -NetworkNamespace no-such -Timeout 10").Failure();
        Assert.StartsWith("statx,ENOENT", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("no-such", failure.Exception.Message, StringComparison.Ordinal);
        failure = engine.Run("Watch-RawSocketState -Protocol Udp -Source Trace -Timeout 10").Failure();
        Assert.StartsWith("InvalidArgument,Source", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Source: 'Trace' can't be used here.", failure.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_view_shows_states_as_netstat_does()
    {
        using Engine engine = new();
        int port = Loopback.FreePort();
        using Engine other = new();
        using RunningScript watch = engine.Start($"Watch-RawSocketState -LocalPort {port} -Count 1 -Timeout 20000 -Verbose | Out-Default");
        WaitUntilItWatches(watch);
        other.Run($"$s = Start-EchoServer -Port {port}").Succeeded();
        watch.Finish(s_prompt).Succeeded();
        Assert.Contains("LISTEN", engine.Shown, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{port}", engine.Shown, StringComparison.Ordinal);
    }

    // It tells by what it sees changes once it does.
    private static void WaitUntilItWatches(RunningScript watch) => Until.True(() => watch.Verbose.Any(IsSource), "it watches", s_prompt);

    private static bool IsSource(VerboseRecord record) => record.Message.StartsWith("Changes are seen by", StringComparison.Ordinal);
}
