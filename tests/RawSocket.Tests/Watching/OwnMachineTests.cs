using System.Diagnostics;

namespace RawSockets.Tests.Watching;

/// <summary>
/// What a watch sees in a network of its own, with tracefs mounted for it alone, so that nobody else's connections are in between and the
/// machine stays as it is.
/// </summary>
public sealed class OwnMachineTests
{
    private const string Prepare = "ip link set lo up && mount -t tracefs none /sys/kernel/tracing && exec \"$@\"";
    private const string PrepareWithout = "ip link set lo up && (umount -l /sys/kernel/tracing || true) 2> /dev/null && exec \"$@\"";

    [Fact]
    public async Task The_trace_shows_a_connection_s_whole_life_in_order()
    {
        ToolResult child = await RunAsync(ChildRoles.WatchLife, Prepare);
        Assert.Equal("source Trace", child.Lines[0]);
        Assert.Equal(
            ["Closed SynSent Trace True", "SynSent Established Trace True", "Established FinWait1 Trace True", "FinWait1 FinWait2 Trace True",
                "FinWait2 TimeWait Poll False", "TimeWait Closed Poll False"],
            Of(child, "client"));
        Assert.Equal(
            ["Listen SynReceived Trace True", "SynReceived Established Trace True", "Established CloseWait Trace True", "CloseWait LastAck Trace True",
                "LastAck Closed Trace True"],
            Of(child, "server"));
        Assert.Equal(["Closed Listen Trace True"], Of(child, "listener"));

        // What a process did itself is told without a look into /proc.
        Assert.All(
            ["listener Closed Listen", "client Closed SynSent", "client Established FinWait1", "server CloseWait LastAck"],
            did => Assert.Contains($"{did} Trace True True", child.Lines));
        Assert.Contains("lost 0", child.Lines);
        Assert.Contains("left open 0", child.Lines);
        Assert.Contains("instances 0", child.Lines);
    }

    [Fact]
    public async Task Without_the_trace_only_what_was_seen_is_told()
    {
        ToolResult child = await RunAsync(ChildRoles.WatchLife, PrepareWithout);
        Assert.Equal("source Destroy", child.Lines[0]);
        Assert.Equal(
            ["Closed Established Poll False", "Established FinWait2 Poll False", "FinWait2 TimeWait Poll False", "TimeWait Closed Poll False"],
            Of(child, "client"));
        Assert.Equal("CloseWait Closed Destroy True", Of(child, "server")[^1]);
        Assert.Contains("left open 0", child.Lines);
    }

    [Fact]
    public async Task A_burst_of_a_thousand_connections_is_traced_without_a_loss()
    {
        ToolResult child = await RunAsync(ChildRoles.WatchBurst, Prepare);
        Assert.Equal(
            ["client CloseWait LastAck 1000", "client Closed SynSent 1000", "client Established CloseWait 1000", "client LastAck Closed 1000",
                "client SynSent Established 1000", "lost 0", "server Established FinWait1 1000", "server FinWait1 FinWait2 1000",
                "server FinWait2 TimeWait 1000", "server Listen SynReceived 1000", "server SynReceived Established 1000", "source Trace"],
            child.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_burst_of_a_thousand_ends_is_notified_without_a_loss()
    {
        ToolResult child = await RunAsync(ChildRoles.WatchBurst, PrepareWithout);
        Assert.Equal(["source Destroy", "server  TimeWait 1000", "client  Closed 1000", "lost 0"], child.Lines);
    }

    [Fact]
    public async Task Connections_of_another_network_are_none_of_this_one_s()
    {
        ToolResult child = await RunAsync(ChildRoles.WatchElsewhere, Prepare);
        Assert.Equal(["source Trace", "own Listen Closed"], child.Lines);
    }

    [Fact]
    public async Task Who_may_not_trace_watches_by_what_is_left()
    {
        ToolResult child = await RunAsync(ChildRoles.WatchUnprivileged, Prepare);
        Assert.Equal("source Destroy", child.Lines[0]);
        Assert.Contains("There is no trace event inet_sock_set_state: /sys/kernel/tracing may not be read by this user.", child.Lines);
        Assert.Contains("seen True", child.Lines);
        Assert.Equal("refused There is no trace event inet_sock_set_state: /sys/kernel/tracing may not be read by this user.", child.Lines[^1]);
    }

    // Old state, new state, source, and whether the moment is known.
    private static List<string> Of(ToolResult child, string who) =>
        [.. child.Lines.Select(static line => line.Split(' ')).Where(words => words[0] == who).Select(static words => string.Join(' ', words[1..5]))];

    private static async Task<ToolResult> RunAsync(string role, string prepare)
    {
        foreach (string tool in new[] { "unshare", "ip", "ss" })
        {
            Assert.SkipUnless(Tool.Exists(tool), $"{tool} is not on this machine");
        }

        string[] launcher = ["unshare", "--net", "--mount", "sh", "-c", prepare, "sh"];
        ToolResult attempt = await Tool.RunAsync(new ProcessStartInfo(launcher[0], [.. launcher[1..], "true"]), "");
        Assert.SkipUnless(attempt.ExitCode == 0, $"no network of one's own with tracefs can be made here: {attempt.Errors.Trim()}");
        return (await Child.RunAsync(role, "", launcher)).Successful();
    }
}
