using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

/// <summary>The pipeline that the project was asked for.</summary>
public sealed class IssueExampleTests
{
    [Fact]
    public void The_same_over_IPv6()
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "This machine has no IPv6.");
        OpenDescriptors before = OpenDescriptors.Now();
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $listener = New-RawSocket -AddressFamily Inet6 |
                Set-RawSocketOption -Name IPv6Only -Value $true -PassThru |
                Set-RawSocketAddress -Address ::1 -Port 0 -PassThru |
                Start-RawListen -PassThru
            $client = New-RawSocket Inet6 | Connect-RawSocket -Address ::1 -Port $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Receive-RawConnection -Timeout 1000
            $client | Send-RawData -Data 'hello'
            $peer | Receive-RawData -AsString
            "$($peer.RemoteEndPoint)" -eq "$($client.LocalEndPoint)"
            $client, $peer, $listener | Close-RawSocket
            """);
        Assert.Equal(["hello", "True"], outcome.Lines());
        before.AssertNothingLeft();
    }
}
