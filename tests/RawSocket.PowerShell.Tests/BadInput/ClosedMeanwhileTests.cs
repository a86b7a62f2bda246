using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.BadInput;

/// <summary>Closing a socket ends whatever another runspace waits for on it, with an error that says so.</summary>
public sealed class ClosedMeanwhileTests
{
    [Theory]
    [InlineData("$listener | Receive-RawConnection", "accept4,EBADF")]
    [InlineData("$client | Receive-RawData", "recv,EBADF")]
    [InlineData("$client | Receive-RawData -AsString", "recv,EBADF")]
    [InlineData("$client | Send-RawData -Data ([byte[]]::new(64MB))", "send,EBADF")]
    [InlineData("$client, $listener | Wait-RawSocket", "poll,EBADF")]
    [InlineData("'x' | Invoke-RawExchange -Socket $client", "poll,EBADF")]
    [InlineData("'x' | Invoke-RawExchange -Socket $client -Echo", "poll,EBADF")]
    public void It_ends_the_wait(string script, string expected)
    {
        using Engine engine = new();
        using Engine other = new();
        engine.Run(
            """
            $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Receive-RawConnection
            """).Succeeded();
        using RunningScript waiting = engine.Start(script);
        Thread.Sleep(300);

        // The sockets of all runspaces are listed.
        other.Run("Get-RawSocket | Close-RawSocket").Succeeded();

        Outcome outcome = waiting.Finish(TimeSpan.FromSeconds(5));
        Assert.StartsWith(expected, outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
