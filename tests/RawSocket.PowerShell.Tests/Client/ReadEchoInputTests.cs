using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Client;

/// <summary>Read-EchoInput: a line that a person types, with an eye on the connection.</summary>
public sealed class ReadEchoInputTests
{
    [Fact]
    public void It_gives_a_line_and_at_the_end_nothing()
    {
        using StandardInputPipe keyboard = new();
        using Socket listener = Loopback.Listen();
        using Engine engine = new();
        engine.Run($"$client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port {listener.Port()} -PassThru").Succeeded();
        keyboard.Write("Grüße\n"u8);
        Assert.Equal("Grüße", engine.Run("Read-EchoInput -Socket $client").Lines().Single());
        keyboard.Write("\n"u8);
        Assert.Equal("", engine.Run("Read-EchoInput -Socket $client").Lines().Single());
        keyboard.Write("no newline"u8);
        keyboard.End();
        Assert.Equal("no newline", engine.Run("Read-EchoInput -Socket $client").Lines().Single());
        Assert.Empty(engine.Run("Read-EchoInput -Socket $client").Succeeded().Output);
        engine.Run("$client | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void It_notices_at_once_that_the_peer_went_away()
    {
        using StandardInputPipe keyboard = new();
        using Socket listener = Loopback.Listen();
        using Engine engine = new();
        engine.Run($"$client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port {listener.Port()} -PassThru").Succeeded();
        using Socket peer = listener.Accept();
        using RunningScript reading = engine.Start("Read-EchoInput -Socket $client");
        Thread.Sleep(100);
        Assert.False(reading.HasEnded);
        peer.Dispose();
        Outcome outcome = reading.Finish(TimeSpan.FromSeconds(2));
        Assert.StartsWith("PeerEnded", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        engine.Run("$client | Close-RawSocket").Succeeded();
    }
}
