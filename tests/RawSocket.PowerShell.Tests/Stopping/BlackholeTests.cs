using System.Diagnostics;
using System.Globalization;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Stopping;

/// <summary>
/// An address that swallows everything, in a network namespace of the child's own. It has no name, so the kernel removes it with
/// the process; a user namespace makes it possible without root.
/// </summary>
public sealed class BlackholeTests
{
    private const string Network =
        """
        ip link add blackhole type veth peer name behind && ip link set blackhole arp off && ip addr add 192.0.2.1/24 dev blackhole &&
            ip link set blackhole up && ip link set behind up && echo ready && exec "$@"
        """;

    [Theory]
    [InlineData("New-RawSocket | Connect-RawSocket -Address 192.0.2.9 -Port 80")]
    [InlineData("'x' | Connect-EchoClient -Address 192.0.2.9 -Port 80 -Timeout 600000")]
    public void Interrupting_a_connect_ends_it(string connect)
    {
        // What runs in the background of a shell without job control ignores SIGINT, and so would its children, signal(7).
        string[] launcher = [.. Namespace(), "sh", "-c", Network, "sh", Executables.Require("env"), "--default-signal=INT"];
        string script =
            $$"""
            try {
                [Console]::Out.WriteLine('connecting')
                {{connect}}
            }
            finally {
                [Console]::Out.WriteLine('ended at ' + [System.Diagnostics.Stopwatch]::GetTimestamp())
            }
            """;
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(script, launcher));
        child.WaitForOutput("connecting");
        Thread.Sleep(300);
        Assert.DoesNotContain("ended", child.Output, StringComparison.Ordinal);

        long start = Stopwatch.GetTimestamp();
        child.Signal(Native.Interrupt);
        child.WaitForExit();

        string ended = child.Output.Split('\n').Single(static line => line.StartsWith("ended at ", StringComparison.Ordinal));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start, long.Parse(ended[9..], CultureInfo.InvariantCulture));
        TestContext.Current.TestOutputHelper?.WriteLine($"pwsh stopped connecting within {elapsed.TotalMilliseconds:F1} ms");
        Assert.True(elapsed < TimeSpan.FromSeconds(2), $"It took {elapsed.TotalMilliseconds:F0} ms.");
    }

    [Fact]
    public void A_timeout_ends_it_too()
    {
        string[] launcher = [.. Namespace(), "sh", "-c", Network, "sh"];
        const string Script =
            """
            $socket = New-RawSocket
            $socket | Connect-RawSocket -Address 192.0.2.9 -Port 80 -Timeout 200 -ErrorVariable problem -ErrorAction SilentlyContinue
            [Console]::Out.WriteLine($problem[0].FullyQualifiedErrorId)
            """;
        using ChildProcess child = ChildProcess.Run(Pwsh.Command(Script, launcher));
        Assert.Contains("connect,ETIMEDOUT", child.Output, StringComparison.Ordinal);
    }

    /// <summary>The words that start a program in a network namespace of its own; where there can't be one, the test is skipped.</summary>
    private static string[] Namespace()
    {
        string[] words = [Executables.Require("unshare"), Environment.IsPrivilegedProcess ? "--net" : "--net --map-root-user"];
        words = [.. words.SelectMany(static word => word.Split(' '))];
        _ = Executables.Require("ip");
        ProcessStartInfo start = new(words[0], [.. words.Skip(1), "sh", "-c", Network, "sh", "true"]);
        using ChildProcess attempt = ChildProcess.Run(start);
        Assert.SkipUnless(attempt.Output.StartsWith("ready", StringComparison.Ordinal), $"No network namespace can be made here: {attempt.Errors.Trim()}");
        return words;
    }
}
