using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Load;

/// <summary>
/// The engine drops what a cmdlet writes after its pipeline was asked to stop. The result so far is shown by the host, and is in the
/// variable that was named.
/// </summary>
public sealed class InterruptedMeasurementTests
{
    private static readonly TimeSpan s_goal = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("-Port $port -Duration 60 -Warmup 0 -Interval 20ms", true)]
    [InlineData("-Port $port -Rate 500 -Duration 60 -Warmup 0 -Interval 20ms", true)]
    [InlineData("-Port $port -Duration 60 -Warmup 60 -Interval 20ms", false)]
    [InlineData("-Port $port -StartTime ([datetime]::Now.AddMinutes(1)) -Interval 20ms", false)]
    [InlineData("-Port $silent -Duration 60 -Interval 20ms", false)]
    public void What_there_is_can_be_had(string arguments, bool hasOperations)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (System.Net.Sockets.Socket silent = Loopback.Listen())
        using (Engine engine = new())
        {
            engine.Set("silent", silent.Port());
            engine.Run("$server = Start-EchoServer; $port = $server.LocalEndPoint.Port").Succeeded();
            using (RunningScript running = engine.Start($"Measure-EchoServer {arguments} -ResultVariable kept"))
            {
                Until.True(() => hasOperations ? running.Output.Count > 1 : running.HasProgress, "it measured, or began to");
                Assert.True(running.Stop() < s_goal);
                Assert.DoesNotContain(running.Output, static item => item.TypeNames[0].EndsWith("EchoMeasurement", StringComparison.Ordinal));
            }

            PSObject kept = engine.Get("kept")!;
            Assert.Contains(hasOperations || kept.Get<double>("ElapsedSeconds") > 0 ? "Interrupted after" : "Interrupted before it began", engine.Shown, StringComparison.Ordinal);
            Assert.InRange(kept.Get<double>("ElapsedSeconds"), 0, 30);
            Assert.InRange(kept.Get<DateTime>("StartTime"), DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(2));
            Assert.Equal(true, kept.Get("Interrupted"));
            Assert.Equal(hasOperations, (long)kept.Get("Operations")! > 0);
            engine.Run("$server | Stop-EchoServer").Succeeded();
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void A_later_command_that_has_enough_ends_it()
    {
        using Engine engine = new();
        var outcome = engine.Run(
            """
            $server = Start-EchoServer
            foreach ($once in 1) { Measure-EchoServer -EndPoint $server -Warmup 0 -Duration 60 -Interval 10ms | ForEach-Object { $_.GetType().Name; break } }
            $server | Stop-EchoServer
            """,
            TimeSpan.FromSeconds(20));
        Assert.Equal(["LoadInterval"], outcome.Lines());
    }
}
