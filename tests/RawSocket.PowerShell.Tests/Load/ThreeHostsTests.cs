using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Load;

/// <summary>Three network namespaces as hosts: one serves, two measure at a common start, and their results are added up.</summary>
public sealed class ThreeHostsTests : IDisposable
{
    private const string Network =
        $"""
        {HostNetwork.TwoHosts}
        LOAD_SCRIPT=server.ps1 "$@" & SERVER=$!
        LOAD_SCRIPT=client.ps1 LOAD_NUMBER=1 nsenter -t $ONE -n "$@" & FIRST=$!
        LOAD_SCRIPT=client.ps1 LOAD_NUMBER=2 nsenter -t $TWO -n "$@" & SECOND=$!
        wait $FIRST
        wait $SECOND
        """;

    private const string Server =
        """
        $server = Start-EchoServer -Address 0.0.0.0
        [System.IO.File]::WriteAllText('port.new', $server.LocalEndPoint.Port)
        [System.IO.File]::Move('port.new', 'port')
        $server | Wait-EchoServer -Timeout 60000
        """;

    private const string Client =
        """
        $number = $env:LOAD_NUMBER
        [System.IO.File]::WriteAllText("ready$number", '')
        while (-not ([System.IO.File]::Exists('port') -and [System.IO.File]::Exists('start'))) { [System.Threading.Thread]::Sleep(20) }
        $start = [datetimeoffset]::Parse([System.IO.File]::ReadAllText('start'))
        $port = [System.IO.File]::ReadAllText('port')
        $result = Measure-EchoServer "10.0.$number.1" $port -Connections 4 -Rate 1000 -Duration 0.5 -Warmup 0 -StartTime $start
        [System.IO.File]::WriteAllText("result$number", [System.Management.Automation.PSSerializer]::Serialize($result, 1))
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawsocket-load-");

    [Fact]
    public void The_sum_of_two_clients_is_exact()
    {
        Write("network.sh", Network);
        Write("server.ps1", Server);
        Write("client.ps1", Client);
        var start = Pwsh.Command(
            ". ([scriptblock]::Create([System.IO.File]::ReadAllText($env:LOAD_SCRIPT)))",
            "unshare", "--map-root-user", "--net", "sh", Path.Combine(_folder.FullName, "network.sh"));
        start.Environment["LOAD_FOLDER"] = _folder.FullName;
        start.WorkingDirectory = _folder.FullName;
        Assert.SkipWhen(Executables.Find("unshare") is null || Executables.Find("nsenter") is null || Executables.Find("ip") is null, "There is no unshare(1), nsenter(1) or ip(8).");

        using (ChildProcess hosts = ChildProcess.Start(start))
        {
            hosts.EndInput();
            Until.True(() => (Has("ready1") && Has("ready2") && Has("port")) || Has("ended"), "all three were ready", TimeSpan.FromSeconds(40));
            Assert.SkipWhen(Has("ended") && !Has("one.up"), $"No network namespace can be made here: {hosts.Errors}");
            Write("start.new", DateTimeOffset.UtcNow.AddSeconds(2).ToString("O"));
            File.Move(Path.Combine(_folder.FullName, "start.new"), Path.Combine(_folder.FullName, "start"));
            hosts.WaitForExit();
            Assert.True(Has("result1") && Has("result2"), hosts.Errors);
        }

        using Engine engine = new();
        engine.Set("folder", _folder.FullName);
        engine.Run(
            """
            $parts = foreach ($number in 1, 2) { [System.Management.Automation.PSSerializer]::Deserialize([System.IO.File]::ReadAllText("$folder/result$number")) }
            $sum = $parts | Merge-EchoMeasurement -WarningAction Ignore
            $histograms = foreach ($part in $parts) { [RawSockets.Load.LatencyHistogram]::Decode($part.Histogram) }
            $histograms[0].Add($histograms[1])
            """).Succeeded();
        PSObject sum = engine.Get("sum")!;
        Assert.Equal((1000L, 8, 0L, 2), (sum.Get("Operations"), sum.Get("Connections"), sum.Get("ErrorCount"), sum.Get("Parts")));
        Assert.Equal(
            ["500", "500", "True", "True"],
            engine.Run(
                """
                $parts.Operations
                $sum.Histogram -eq $histograms[0].Encode()
                $sum.BytesReceived -eq $parts[0].BytesReceived + $parts[1].BytesReceived
                """).Lines());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private bool Has(string file) => File.Exists(Path.Combine(_folder.FullName, file));

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);
}
