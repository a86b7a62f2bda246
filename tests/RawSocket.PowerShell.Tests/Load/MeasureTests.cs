using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Load;

public sealed class MeasureTests
{
    private const string Server = "$server = Start-EchoServer; $port = $server.LocalEndPoint.Port\n";

    [Theory]
    [InlineData("-Port $port")]
    [InlineData("localhost $port")]
    [InlineData("-Address 127.0.0.1 -Port $port -Mode Churn")]
    [InlineData("-EndPoint $server -Mode Stream -MessageSize 1kb")]
    [InlineData("-EndPoint \"127.0.0.1:$port\" -MessageSize 64..1024")]
    [InlineData("-Port $port -MessageSize (10..20) -Depth 3")]
    [InlineData("-Port $port -MessageSize 10,20 -Rate 1000 -Connections 3")]
    [InlineData("-Port $port -StartTime ([datetime]::Now.AddSeconds(1))")]
    [InlineData("-Port $port -StartTime ([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([datetimeoffset]::Now.AddSeconds(1))))")]
    public void It_measures_what_it_is_told_to(string arguments)
    {
        using Engine engine = new();
        PSObject result = engine.Run(Server + $"$r = Measure-EchoServer {arguments} -Count 50; $r; $server | Stop-EchoServer").Single();
        Assert.Equal(50L, result.Get("Operations"));
        Assert.Equal(0L, result.Get("ErrorCount"));
        Assert.Equal("TimeSpan", engine.Run("$r.P99.GetType().Name").Lines().Single());
        Assert.Equal(result.Get("BytesReceived"), result.Get("BytesVerified"));
    }

    [Fact]
    public void Behind_other_objects_it_is_listed_without_its_histogram()
    {
        using Engine engine = new();
        engine.Run(Server + "$r = Measure-EchoServer -Port $port -Count 50; $server | Stop-EchoServer").Succeeded();
        string shown = engine.Show("Get-RawErrno 2; $r");
        Assert.Contains("OperationsPerSecond", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Run("$r.Histogram").Lines().Single()[..40], shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Duration 5 -Count 5", "InvalidArgument,Duration", "Count")]
    [InlineData("-Mode Churn -Rate 5", "InvalidArgument,Rate", "Churn")]
    [InlineData("-Mode Churn -Depth 5", "InvalidArgument,Depth", "Churn")]
    [InlineData("-Rate -1", "InvalidArgument,Rate", "-1")]
    [InlineData("-StartTime 2001-01-01", "InvalidArgument,StartTime", "2001")]
    [InlineData("-SocketType Dgram -MessageSize 70000", "InvalidArgument,MessageSize", "Dgram")]
    public void What_contradicts_itself_is_an_error_that_names_both(string arguments, string identifier, string other)
    {
        using Engine engine = new();
        var caught = engine.Run($"try {{ Measure-EchoServer -Port 1 {arguments} }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.Message }}").Lines();
        Assert.Equal(2, caught.Count);
        Assert.StartsWith(identifier, caught[0], StringComparison.Ordinal);
        Assert.Contains(other, caught[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-MessageSize 0")]
    [InlineData("-MessageSize 5-4")]
    [InlineData("-MessageSize 1,5,7")]
    [InlineData("-Duration soon")]
    [InlineData("-Connections 0")]
    [InlineData("-Port 0")]
    public void What_can_not_be_is_refused_before_anything_is_opened(string arguments)
    {
        using Engine engine = new();
        string port = arguments.Contains("Port", StringComparison.Ordinal) ? "" : "-Port 1";
        Assert.StartsWith("Parameter", engine.Run($"Measure-EchoServer {port} {arguments}").Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("'0.2s'", 0.2)]
    [InlineData("0.25", 0.25)]
    [InlineData("00:00:00.300", 0.3)]
    public void A_time_is_written_as_people_do(string text, double seconds)
    {
        using Engine engine = new();
        PSObject result = engine.Run(Server + $"Measure-EchoServer -Port $port -Warmup 0 -Duration {text}; $server | Stop-EchoServer").Single();
        Assert.InRange((double)result.Get("ElapsedSeconds")!, seconds, seconds + 2);
    }

    [Fact]
    public void Nobody_there_is_an_error_that_ends_it_and_explains_itself()
    {
        using Engine engine = new();
        var caught = engine.Run($"try {{ Measure-EchoServer -Port {Loopback.FreePort()} }} catch {{ $_.FullyQualifiedErrorId; $_.ErrorDetails.Message }}").Lines();
        Assert.StartsWith("connect,ECONNREFUSED", caught[0], StringComparison.Ordinal);
        Assert.Contains("listens", caught[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_never_answers_is_an_error_and_gives_what_there_is()
    {
        using System.Net.Sockets.Socket silent = Loopback.Listen();
        using Engine engine = new();
        Outcome outcome = engine.Run($"Measure-EchoServer -Port {silent.Port()} -Timeout 200");
        Assert.StartsWith("Timeout", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, outcome.Failure().CategoryInfo.Category);
        PSObject result = Assert.Single(outcome.Output);
        Assert.Equal((0L, true), (result.Get("Operations"), result.Get("Stalled")));
    }

    [Fact]
    public void Intervals_come_before_the_result_in_one_table()
    {
        using Engine engine = new();
        engine.Run(Server).Succeeded();
        string table = engine.Show("$all = Measure-EchoServer -Port $port -Warmup 0 -Duration 300ms -Interval 100ms; $all");
        Assert.Single(table.Split('\n'), static line => line.Contains("P99", StringComparison.Ordinal));
        Assert.Equal(["LoadInterval", "EchoMeasurement"], engine.Run("$all[0].GetType().Name; $all[-1].GetType().Name").Lines());
        engine.Run("$server | Stop-EchoServer").Succeeded();
    }

    [Fact]
    public void Repeated_it_gives_each_result_and_all_of_them_in_the_variable()
    {
        using Engine engine = new();
        engine.Run(Server + "$given = Measure-EchoServer -Port $port -Count 5 -Repeat 3 -ResultVariable kept; $server | Stop-EchoServer").Succeeded();
        Assert.Equal(["3", "3", "True"], engine.Run("$given.Count; $kept.Count; $given[2].Histogram -eq $kept[2].Histogram").Lines());
    }

    [Fact]
    public void The_views_fit_the_screen()
    {
        using Engine engine = new();
        engine.Run(Server + "$r = Measure-EchoServer -Port $port -Count 100 -Repeat 2; $h = Measure-EchoServer -Port $port -Count 100 -Histogram").Succeeded();
        string[] shown = [engine.Show("$r"), engine.Show("$h"), engine.Show("Compare-EchoMeasurement $r $r")];
        Assert.Contains("P999", shown[0], StringComparison.Ordinal);
        Assert.Contains("100.000 %", shown[1], StringComparison.Ordinal);
        Assert.Contains("Ratio", shown[2], StringComparison.Ordinal);
        Assert.All(shown.SelectMany(static text => text.Split('\n')), static line => Assert.True(line.Length <= 80, line));
        engine.Run("$server | Stop-EchoServer").Succeeded();
    }

    [Fact]
    public void The_histograms_assembly_is_loaded_when_something_is_measured()
    {
        const string Loaded = "@([AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -eq 'HdrHistogram').Count";
        using ChildProcess child = ChildProcess.Run(Pwsh.Command(
            $"$server = Start-EchoServer; {Loaded}; $null = Measure-EchoServer -EndPoint $server -Count 1; {Loaded}; $server | Stop-EchoServer"));
        Assert.Equal(["0", "1"], child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
