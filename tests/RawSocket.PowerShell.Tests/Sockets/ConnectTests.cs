using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

public sealed class ConnectTests
{
    private const string Listen =
        """
        $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $other = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru

        """;

    [Fact]
    public void A_second_connect_is_EISCONN_and_changes_nothing()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Listen +
            """
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $client | Connect-RawSocket -Address 127.0.0.1 -Port $other.LocalEndPoint.Port
            "$($client.RemoteEndPoint)" -eq "$($listener.LocalEndPoint)"
            Get-RawSocket | Close-RawSocket
            """);
        Assert.StartsWith("connect,EISCONN", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("True", outcome.Output.Single().ToString());
    }

    [Fact]
    public void After_a_refusal_the_same_socket_can_connect()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Listen +
            $$"""
            $client = New-RawSocket
            $client | Connect-RawSocket -Address 127.0.0.1 -Port {{Loopback.FreePort()}}
            $client | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            Get-RawSocket | Close-RawSocket
            """);
        Assert.StartsWith("connect,ECONNREFUSED", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void After_a_timeout_the_same_socket_can_connect_elsewhere()
    {
        using FullBacklog nobody = new();
        using Engine engine = new();
        Outcome outcome = engine.Run(Listen +
            $$"""
            $client = New-RawSocket
            $client | Connect-RawSocket -Address 127.0.0.1 -Port {{nobody.Port}} -Timeout 50
            $client | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            Get-RawSocket | Close-RawSocket
            """);
        Assert.StartsWith("connect,ETIMEDOUT", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(outcome.Output);
    }
}
