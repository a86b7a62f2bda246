using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Reachability;

/// <summary>Test-RawConnection: the answer is an object, whatever it is.</summary>
public sealed class TestConnectionCommandTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Fact]
    public void Hosts_come_through_the_pipeline_and_ports_in_a_row()
    {
        using var listener = Loopback.Listen();
        int closed = Loopback.FreePort();
        var answers = shared.Engine.Run(
            $"'127.0.0.1', 'localhost' | Test-RawConnection -Port {listener.Port()}, {closed} | ForEach-Object {{ \"$($_.Host) $($_.Port) $($_.Succeeded)\" }}").Lines();
        Assert.Equal(
            [$"127.0.0.1 {listener.Port()} True", $"127.0.0.1 {closed} False", $"localhost {listener.Port()} True", $"localhost {closed} False"], answers);
    }

    [Fact]
    public void Quiet_it_gives_truth_values()
    {
        using var listener = Loopback.Listen();
        Assert.Equal(["True", "False"], shared.Engine.Run($"Test-RawConnection 127.0.0.1 {listener.Port()}, {Loopback.FreePort()} -Quiet").Lines());
    }

    [Fact]
    public void Its_errors_are_part_of_the_answer()
    {
        PSObject refused = shared.Engine.Run($"Test-RawConnection -Address 127.0.0.1 -Port {Loopback.FreePort()}").Single();
        Assert.Equal("connect,ECONNREFUSED", refused.Get<string>("Error"));
        Assert.NotNull(refused.Properties["Explanation"].Value);
        PSObject unknown = shared.Engine.Run("Test-RawConnection no-such-host.invalid 80").Single();
        Assert.StartsWith("getaddrinfo,EAI_", unknown.Get<string>("Error"), StringComparison.Ordinal);
        using FullBacklog swallows = new();
        PSObject silent = shared.Engine.Run($"Test-RawConnection 127.0.0.1 {swallows.Port} -Timeout 100").Single();
        Assert.Equal("connect,ETIMEDOUT", silent.Get<string>("Error"));
    }

    [Fact]
    public void A_mistyped_address_is_an_error_and_the_next_host_is_tried()
    {
        using var listener = Loopback.Listen();
        Outcome outcome = shared.Engine.Run($"'127.1', '127.0.0.1' | Test-RawConnection -Port {listener.Port()} -Quiet");
        Assert.StartsWith("InvalidArgument,Address", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Address: '127.1'", outcome.Failure().Exception.Message, StringComparison.Ordinal);
        Assert.Equal(true, Assert.Single(outcome.Output).BaseObject);
    }

    [Fact]
    public void Only_one_family_is_tried_when_it_is_asked_for()
    {
        using var listener = Loopback.Listen();
        PSObject four = shared.Engine.Run($"Test-RawConnection localhost {listener.Port()} -IPv4").Single();
        Assert.Equal(("Connected", "NoAddress"), ($"{four.Properties["IPv4"].Value}", $"{four.Properties["IPv6"].Value}"));
        PSObject six = shared.Engine.Run($"Test-RawConnection 127.0.0.1 {listener.Port()} -IPv6").Single();
        Assert.Equal("getaddrinfo,EAI_ADDRFAMILY", six.Get<string>("Error"));
    }

    [Fact]
    public void It_can_be_repeated()
    {
        using var listener = Loopback.Listen();
        Assert.Equal(["1", "2", "3"], shared.Engine.Run($"(Test-RawConnection 127.0.0.1 {listener.Port()} -Count 3 -Interval 1).Attempt").Lines());
    }

    [Fact]
    public void What_was_reached_is_tried_no_more_when_that_is_enough()
    {
        using var listener = Loopback.Listen();
        int closed = Loopback.FreePort();
        Assert.Equal(
            [$"{listener.Port()} 1", $"{closed} 1", $"{closed} 2", $"{closed} 3"],
            shared.Engine.Run(
                $"Test-RawConnection 127.0.0.1 {listener.Port()}, {closed} -Count 3 -Interval 1 -UntilSuccess | ForEach-Object {{ \"$($_.Port) $($_.Attempt)\" }}").Lines());
        Assert.Equal(["1"], shared.Engine.Run($"(Test-RawConnection 127.0.0.1 {listener.Port()} -Count 1000 -Interval 60000 -UntilSuccess).Attempt").Lines());
    }

    [Fact]
    public void Ports_are_written_as_ranges_and_by_the_names_of_services()
    {
        Assert.Equal(["1 2 3 80 443 22 17 18 7 8 9"], shared.Engine.Run(
            "\"$((Test-RawConnection 127.0.0.1 1-3, http, https, 'ssh', 17..18, (7..9)).Port)\"").Lines());
        string error = shared.Engine.Run("Test-RawConnection 127.0.0.1 no-such-service").Failure().Exception.Message;
        Assert.Contains("'no-such-service' is neither a port", error, StringComparison.Ordinal);
        Assert.Contains("65536", shared.Engine.Run("Test-RawConnection 127.0.0.1 65536").Failure().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_host_holds_up_nobody_behind_it()
    {
        using var listener = Loopback.Listen();
        using FullBacklog swallows = new();
        Assert.Equal(
            ["TimedOut Connected True"],
            shared.Engine.Run(
                $$"""
                $ports = @({{swallows.Port}}) * 20 + {{listener.Port()}}
                $answers = $ports | ForEach-Object { [pscustomobject] @{ Host = '127.0.0.1'; Port = $_ } } | Test-RawConnection -Timeout 500
                "$($answers[0].IPv4) $($answers[20].IPv4) $($answers[20].Time - $answers[0].Time -lt [timespan] '00:00:00.5')"
                """).Lines());
    }

    [Fact]
    public void How_far_it_is_is_shown()
    {
        using FullBacklog swallows = new();
        using Engine engine = new();
        using RunningScript running = engine.Start($"Test-RawConnection 127.0.0.1 {Loopback.FreePort()}, {swallows.Port} -Timeout -1");
        Until.True(() => running.HasProgress, "progress was shown");
    }

    [Theory]
    [InlineData("Test-RawConnection 127.0.0.1 $swallows -Timeout -1")]
    [InlineData("Test-RawConnection 127.0.0.1 (@($swallows) * 1000) -Timeout -1")]
    [InlineData("@('127.0.0.1') * 1000 | Test-RawConnection -Port $swallows -Timeout -1")]
    [InlineData("Wait-RawConnection 127.0.0.1 $closed")]
    [InlineData("Wait-RawConnection 127.0.0.1 $swallows")]
    [InlineData("Test-RawConnection 127.0.0.1 $closed -Count 1000 -Interval 60000")]
    public void Ctrl_C_ends_it(string script)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (FullBacklog swallows = new())
        using (Engine engine = new())
        {
            engine.Set("swallows", swallows.Port);
            engine.Set("closed", Loopback.FreePort());
            using RunningScript running = engine.Start(script);
            Thread.Sleep(300);
            Assert.False(running.HasEnded);
            Assert.True(running.Stop() < TimeSpan.FromSeconds(2));
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void The_view_shows_both_families_and_the_reason()
    {
        using Engine engine = new();
        engine.Run($"Test-RawConnection 127.0.0.1 {Loopback.FreePort()} | Out-Default").Succeeded();
        Assert.Contains("Refused", engine.Shown, StringComparison.Ordinal);
        Assert.Contains("IPv6", engine.Shown, StringComparison.Ordinal);
    }
}
