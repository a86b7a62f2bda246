using System.Management.Automation;
using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Client;

/// <summary>A server that goes away: what came back is given, and then the error says that it was not all.</summary>
public sealed class LostPeerTests
{
    [Theory]
    [InlineData("'first', 'second', 'third'")]
    [InlineData("& { 'first'; [System.Threading.Thread]::Sleep(300); 'second'; [System.Threading.Thread]::Sleep(300); 'third' }")]
    public void It_is_an_error_that_ends_the_statement_and_loses_nothing(string lines)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Socket listener = Loopback.Listen())
        using (Engine engine = new())
        {
            using RunningScript sending = engine.Start($"{lines} | Connect-EchoClient -Port {listener.Port()}; 'next statement'");
            using (Socket peer = listener.Accept())
            {
                peer.Send(peer.ReceiveExactly(6));
                peer.Shutdown(SocketShutdown.Send);
                peer.ReceiveTimeout = 5000;
                peer.ReceiveAll();
            }

            Outcome outcome = sending.Finish(TimeSpan.FromSeconds(10));
            ErrorRecord error = outcome.Failure();
            Assert.StartsWith("EchoIncomplete", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
            Assert.Equal(["first", "next statement"], outcome.Output.Select(static item => item.ToString()));
            Assert.Empty(engine.Run("Get-RawSocket").Output);
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void A_server_that_is_stopped_with_all_echoed_is_no_error_for_what_was_sent()
    {
        using Engine engine = new();
        using Engine other = new();
        engine.Run("$server = Start-EchoServer; $port = $server.LocalEndPoint.Port").Succeeded();
        using RunningScript sending = engine.Start(
            "& { 'one'; while ($server.State -ne 'Stopped') { [System.Threading.Thread]::Sleep(5) }; 'two' } | Connect-EchoClient -Port $port");
        Until.True(() => sending.Output.Count == 1, "the first echo came");
        other.Run("Get-EchoServer | Stop-EchoServer").Succeeded();
        Outcome outcome = sending.Finish(TimeSpan.FromSeconds(10));
        Assert.Matches("^(EchoIncomplete|send,EPIPE|send,ECONNRESET|recv,ECONNRESET),", outcome.Failure().FullyQualifiedErrorId);
        Assert.Equal("one", outcome.Output.Single().ToString());
    }
}
