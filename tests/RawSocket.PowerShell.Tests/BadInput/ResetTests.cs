using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.BadInput;

/// <summary>A peer that is gone is an error of the call, never a signal: SIGPIPE would have ended the tests.</summary>
public sealed class ResetTests
{
    [Theory]
    [InlineData("$client | Send-RawData -Data $much")]
    [InlineData("$client | Send-RawData -Data $much -Timeout 10000")]
    [InlineData("foreach ($i in 1..200) { $client | Send-RawData -Data ([byte[]]::new(1MB)) -ErrorAction Stop }")]
    [InlineData(", $much | Invoke-RawExchange -Socket $client -AsByteStream")]
    public void A_reset_in_mid_send(string script)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Socket listener = Loopback.Listen())
        using (Engine engine = new())
        {
            engine.Set("much", new byte[64 * 1024 * 1024]);
            engine.Run($"$client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port {listener.Port()} -PassThru").Succeeded();
            Socket peer = listener.Accept();
            using RunningScript sending = engine.Start(script);
            peer.ReceiveExactly(100_000);
            peer.LingerState = new LingerOption(true, 0);
            peer.Close();

            Outcome outcome = sending.Finish(TimeSpan.FromSeconds(10));
            string identifier = outcome.Failure().FullyQualifiedErrorId;
            Assert.Matches("^(send,ECONNRESET|send,EPIPE|recv,ECONNRESET),", identifier);
            Assert.Equal(System.Management.Automation.ErrorCategory.ConnectionError, outcome.Failure().CategoryInfo.Category);
            engine.Run("$client | Close-RawSocket").Succeeded();
        }

        before.AssertNothingLeft();
    }

    [Theory]
    [InlineData("$client | Receive-RawData")]
    [InlineData("$client | Receive-RawData -AsString")]
    [InlineData("Invoke-RawExchange -Socket $client")]
    public void A_reset_while_receiving(string script)
    {
        using Socket listener = Loopback.Listen();
        using Engine engine = new();
        engine.Run($"$client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port {listener.Port()} -PassThru").Succeeded();
        Socket peer = listener.Accept();
        using RunningScript receiving = engine.Start(script);
        Thread.Sleep(50);
        peer.LingerState = new LingerOption(true, 0);
        peer.Close();
        Outcome outcome = receiving.Finish(TimeSpan.FromSeconds(10));
        Assert.StartsWith("recv,ECONNRESET", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        engine.Run("$client | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void Sending_to_a_peer_that_closed_is_EPIPE_or_ECONNRESET()
    {
        using Socket listener = Loopback.Listen();
        using Engine engine = new();
        engine.Run($"$client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port {listener.Port()} -PassThru").Succeeded();
        listener.Accept().Dispose();
        Outcome outcome = engine.Run(
            "foreach ($i in 1..100) { $client | Send-RawData -Data 'x' -ErrorAction Stop; [System.Threading.Thread]::Sleep(5) }; $client | Close-RawSocket");
        string identifier = outcome.Failure().FullyQualifiedErrorId;
        Assert.Matches("^(send,ECONNRESET|send,EPIPE),", identifier);
        engine.Run("$client | Close-RawSocket").Succeeded();
    }
}
