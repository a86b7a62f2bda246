using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Server;

/// <summary>Start-EchoServer -Wait: an object for each event.</summary>
public sealed class ForegroundServerTests
{
    [Fact]
    public void Each_event_comes_as_it_happens()
    {
        using Engine engine = new();
        using Engine other = new();
        using RunningScript serving = engine.Start("Start-EchoServer -Wait");
        PSObject started = Next(serving, 0);
        Assert.Equal("Started", started.Get<string>("Event"));
        int port = ((IPEndPoint)started.Get("LocalEndPoint")!).Port;

        using (Socket client = Loopback.Connect(port))
        {
            PSObject connected = Next(serving, 1);
            Assert.Equal("Connected", connected.Get<string>("Event"));
            Assert.Equal($"{client.LocalEndPoint}", connected.Get<string>("RemoteEndPoint"));
            client.Send("seven b"u8);
            client.ReceiveExactly(7);
        }

        PSObject gone = Next(serving, 2);
        Assert.Equal("Disconnected", gone.Get<string>("Event"));
        Assert.Equal("EndOfStream", gone.Get<string>("Cause"));
        Assert.Equal(7, gone.Get<long>("BytesReceived"));
        Assert.Equal(7, gone.Get<long>("BytesSent"));

        Socket rude = Loopback.Connect(port);
        Next(serving, 3);
        rude.LingerState = new LingerOption(true, 0);
        rude.Close();
        PSObject reset = Next(serving, 4);
        Assert.Equal("Error", reset.Get<string>("Cause"));
        Assert.Contains("ECONNRESET", reset.Get<string>("Error"), StringComparison.Ordinal);

        using Socket last = Loopback.Connect(port);
        Next(serving, 5);
        other.Run("Get-EchoServer | Stop-EchoServer").Succeeded();
        Outcome outcome = serving.Finish(TimeSpan.FromSeconds(5)).Succeeded();
        Assert.Equal(["Disconnected ServerStopped", "Stopped "], outcome.Output.Skip(6).Select(static one => $"{one.Get("Event")} {one.Get("Cause")}"));
        Assert.Equal(7, outcome.Output[^1].Get<long>("BytesSent"));
    }

    [Fact]
    public void A_pipeline_that_has_had_enough_ends_it()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Engine engine = new())
        {
            Outcome outcome = engine.Run(
                """
                foreach ($once in 1) {
                    Start-EchoServer -Wait | ForEach-Object { "$($_.Event)"; break }
                }
                @(Get-EchoServer).Count
                """);
            Assert.Equal(["Started", "0"], outcome.Lines());
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void An_accept_that_fails_is_told_and_the_server_goes_on()
    {
        // Descriptors run out for a child of its own, not for the tests.
        const string Script =
            """
            foreach ($once in 1) {
                Start-EchoServer -Wait | ForEach-Object {
                    if ($_.Event -eq 'Started') {
                        $started = $_
                        $hold = [System.Collections.Generic.List[object]]::new()
                        # Not all: the runtime ends the process when it gets none itself.
                        do { $hold.Add([System.IO.FileStream]::new('/dev/null', 'Open', 'Read', 'ReadWrite')) } while ($hold[-1].SafeFileHandle.DangerousGetHandle() -lt 380)
                        [Console]::Out.WriteLine("port $($started.LocalEndPoint.Port)")
                    }
                    elseif ($_.Event -eq 'AcceptFailed') {
                        [Console]::Out.WriteLine("failed $($_.Error.Identifier)")
                        foreach ($file in $hold) { $file.Dispose() }
                    }
                    else { [Console]::Out.WriteLine("$($_.Event)") }
                    if ($_.Event -eq 'Disconnected') { break }
                }
            }
            """;
        string[] launcher = ["sh", "-c", "ulimit -n 400; exec \"$@\"", "sh"];
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(Script, launcher));
        child.WaitForOutput("port ");
        Until.True(() => child.Output.Contains('\n', StringComparison.Ordinal), "the port was printed");
        int port = int.Parse(child.Output.Split('\n')[0][5..], System.Globalization.CultureInfo.InvariantCulture);
        List<Socket> clients = [.. Enumerable.Range(0, 3).Select(_ => Loopback.Connect(port))];
        child.WaitForOutput("failed accept4,EMFILE");
        foreach (Socket client in clients)
        {
            client.Send("still there"u8);
            Assert.Equal(11, client.ReceiveExactly(11).Length);
        }

        // Only now, for the first that leaves ends the server.
        clients.ForEach(static client => client.Dispose());
        child.WaitForExit();
        Assert.Contains("Connected", child.Output, StringComparison.Ordinal);
    }

    private static PSObject Next(RunningScript serving, int index)
    {
        Until.True(() => serving.Output.Count > index || serving.HasEnded, $"event {index} came");
        return serving.Output[index];
    }
}
