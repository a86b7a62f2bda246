using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Processes;

/// <summary>SIGTERM, signal(7), in pwsh.</summary>
public sealed class TerminationTests
{
    private const int Sigterm = 15;
    private const int Rounds = 3;

    [Fact]
    public void A_server_in_the_foreground_stops_and_its_script_goes_on()
    {
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(
            "Start-EchoServer -Wait | ForEach-Object { \"$($_.Event) $($_.LocalEndPoint.Port)\" }; 'after'"));
        int port = PortOf(child, "Started ");
        using Socket client = Loopback.Connect(port);
        client.Send("received before the end"u8);
        child.WaitForOutput("Connected ");
        child.Signal(Sigterm);
        Assert.Equal("received before the end"u8, client.ReceiveAll());
        Assert.True(child.WaitForExit() == 0, child.Report());
        Assert.EndsWith($"Stopped {port}\nafter\n", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_in_the_background_echoes_what_it_received_before_the_process_ends()
    {
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(
            "$server = Start-EchoServer; \"port $($server.LocalEndPoint.Port)\"; while ($true) { [System.Threading.Thread]::Sleep(20) }"));
        using Socket client = Loopback.Connect(PortOf(child, "port "));
        client.Send("received before the end"u8);
        child.Signal(Sigterm);
        Assert.Equal("received before the end"u8, client.ReceiveAll());
        Assert.True(child.WaitForExit() == 128 + Sigterm, child.Report());
    }

    /// <summary>The port is known beforehand, so clients send and SIGTERM comes in the very moment in which it opens.</summary>
    [Theory]
    [InlineData("Start-EchoServer -Port PORT -Wait | Out-Null", 0)]
    [InlineData("Start-RawServer { $_ } -Port PORT | Out-Null", 0)]
    [InlineData("$null = Start-EchoServer -Port PORT; while ($true) { Start-Sleep -Milliseconds 20 }", 128 + Sigterm)]
    public void What_was_sent_as_the_port_opened_comes_back(string script, int exitCode)
    {
        for (int round = 0; round < Rounds; round++)
        {
            using Socket reserved = Loopback.Reserve();
            int port = reserved.Port();
            using ChildProcess child = ChildProcess.Start(Pwsh.Command(script.Replace("PORT", $"{port}", StringComparison.Ordinal)));
            byte[] sent = [.. Enumerable.Repeat((byte)'x', 20_000), (byte)'\n'];
            using Socket client = Loopback.ConnectWhenOpen(port);
            client.Send(sent);
            child.Signal(Sigterm);
            byte[] back = client.ReceiveAll();
            Assert.True(sent.AsSpan().SequenceEqual(back), $"round {round}: {back.Length} bytes came back\n{child.Report()}");
            Assert.True(child.WaitForExit() == exitCode, child.Report());
        }
    }

    private static int PortOf(ChildProcess child, string word)
    {
        child.WaitForOutput(word);
        Until.True(() => child.Output.IndexOf('\n', child.Output.IndexOf(word, StringComparison.Ordinal)) >= 0, "the line was whole");
        string line = child.Output.Split('\n').First(line => line.StartsWith(word, StringComparison.Ordinal));
        return int.Parse(line[word.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
