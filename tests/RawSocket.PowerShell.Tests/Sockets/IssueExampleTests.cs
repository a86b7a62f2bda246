using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

/// <summary>The pipeline that the project was asked for.</summary>
public sealed class IssueExampleTests
{
    [Fact]
    public void The_cmdlets_work_in_a_row_on_the_pipeline()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $listener = New-RawSocket -AddressFamily Inet -SocketType Stream |
                Set-RawSocketOption -Name ReuseAddress -Value $true -PassThru |
                Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru |
                Start-RawListen -PassThru
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Receive-RawConnection -Timeout 1000
            $client | Send-RawData -Data 'hello'           # a string (UTF-8 unless -Encoding), a byte[], or either from the pipeline
            $peer | Receive-RawData -AsString              # without -AsString one byte[]; at end of stream a byte[] of length 0
            $client, $peer, $listener | Close-RawSocket
            """);
        Assert.Equal("hello", outcome.Single<string>());
        before.AssertNothingLeft();
    }

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
