using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Load;

/// <summary>Results that went over remoting or through a file are as good as they were.</summary>
public sealed class MeasurementTravelTests : IDisposable
{
    private readonly Engine _engine = new();

    public MeasurementTravelTests() => _engine.Run(
        """
        $server = Start-EchoServer
        $results = Measure-EchoServer -EndPoint $server -Connections 2 -Count 200 -Repeat 2
        $serializer = [System.Management.Automation.PSSerializer]
        $sent = foreach ($result in $results) { $serializer::Deserialize($serializer::Serialize($result, 1)) }
        """).Succeeded();

    [Fact]
    public void Remoting_keeps_every_property()
    {
        var lost = _engine.Run(
            """
            foreach ($property in $results[0].PSObject.Properties) {
                if ($property.Name -ne 'Errors' -and $sent[0].($property.Name) -ne $property.Value) { $property.Name }
            }
            foreach ($name in 'P50', 'P90', 'P99', 'P999', 'Max', 'Mean', 'Elapsed') {
                if ($sent[0].$name -isnot [timespan] -or $sent[0].$name -ne $results[0].$name) { $name }
            }
            """);
        Assert.Empty(lost.Lines());
    }

    [Fact]
    public void The_sum_is_the_same_wherever_the_parts_come_from()
    {
        var sums = _engine.Run(
            """
            $live = $results | Merge-EchoMeasurement -WarningAction Ignore
            $other = Merge-EchoMeasurement -InputObject $sent -WarningAction Ignore
            $live.Operations; $other.Operations
            $live.Histogram -eq $other.Histogram
            $live.OperationsPerSecond -eq ($results[0].OperationsPerSecond + $results[1].OperationsPerSecond)
            $live.OperationsPerSecond -eq $other.OperationsPerSecond
            """);
        Assert.Equal(["400", "400", "True", "True", "True"], sums.Lines());
    }

    [Fact]
    public void Errors_travel_by_identifier()
    {
        using System.Net.Sockets.Socket silent = Loopback.Listen();
        _engine.Set("silent", silent.Port());
        var errors = _engine.Run(
            """
            $broken = Measure-EchoServer -Port $silent -Connections 3 -Timeout 100 -ErrorAction SilentlyContinue
            $there = $serializer::Deserialize($serializer::Serialize($broken, 1))
            $sum = $there, $broken | Merge-EchoMeasurement
            "$($broken.Errors)"; $sum.Errors['Timeout']
            [RawSockets.PowerShell.MeasurementText]::Outcome($there)
            """);
        Assert.Equal(["Timeout=3", "6", "Timeout=3"], errors.Lines());
    }

    [Fact]
    public void It_is_shown_as_it_would_be_where_it_was_made() => Assert.Equal(_engine.Show("$results[0]"), _engine.Show("$sent[0]"));

    [Theory]
    [InlineData("5")]
    [InlineData("[pscustomobject]@{ Histogram = 'nonsense' }")]
    [InlineData("$null")]
    public void What_is_no_measurement_is_refused(string other)
    {
        Outcome outcome = _engine.Run($"Merge-EchoMeasurement -InputObject ({other})");
        Assert.Empty(outcome.Output);
        Assert.Contains("ParameterArgument", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Measurements_that_did_not_run_together_give_a_warning()
    {
        var warned = _engine.Run(
            """
            $null = $results | Merge-EchoMeasurement -WarningVariable apart -WarningAction SilentlyContinue
            $null = $results[0], $results[0] | Merge-EchoMeasurement -WarningVariable together
            $apart.Count; $together.Count
            """);
        Assert.Equal(["1", "0"], warned.Lines());
    }

    public void Dispose()
    {
        _engine.Run("$server | Stop-EchoServer");
        _engine.Dispose();
    }
}
