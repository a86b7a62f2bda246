using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Families;

/// <summary>Families that a machine, or its user, may lack: each test is skipped where the kernel refuses the socket.</summary>
public sealed class KernelFamilyTests
{
    [Fact]
    public void Vsock_over_loopback()
    {
        using Engine engine = new();
        Require(engine, "Vsock Stream");
        Outcome outcome = engine.Run(
            """
            $listener = New-RawSocket Vsock Stream | Set-RawSocketAddress -EndPoint 'vsock:*:*' -PassThru | Start-RawListen -PassThru
            $client = New-RawSocket Vsock Stream
            $client | Connect-RawSocket -EndPoint "vsock:1:$($listener.LocalEndPoint.Port)" -Timeout 2000
            $peer = $listener | Receive-RawConnection -Timeout 2000
            $client | Send-RawData 'hello'
            $peer | Receive-RawData -AsString -Timeout 2000
            $client, $peer, $listener | Where-Object { $_ } | Close-RawSocket
            """);
        Assert.SkipWhen(outcome.Errors.Count > 0, $"This kernel has no vsock loopback: {string.Join("; ", outcome.Errors)}");
        Assert.Equal(["hello"], outcome.Lines());
    }

    [Fact]
    public void Netlink_asks_the_kernel()
    {
        using Engine engine = new();
        Require(engine, "Netlink Raw");

        // RTM_GETLINK (18) with NLM_F_REQUEST and NLM_F_DUMP for a struct ifinfomsg; the first answer is RTM_NEWLINK (16).
        Outcome outcome = engine.Run(
            """
            $socket = New-RawSocket Netlink Raw | Set-RawSocketAddress -EndPoint 'netlink:0:0x0' -PassThru
            [byte[]] $request = 32,0,0,0, 18,0, 1,3, 1,0,0,0, 0,0,0,0, 0,0,0,0, 0,0,0,0, 0,0,0,0, 0,0,0,0
            Send-RawDatagram $socket $request -EndPoint 'netlink:0:0x0'
            $answer = $socket | Receive-RawDatagram -Timeout 5000
            [System.BitConverter]::ToUInt16($answer.Data, 4)
            "$($answer.RemoteEndPoint)"
            $socket | Close-RawSocket
            """);
        Assert.Equal(["16", "netlink:0:0x0"], outcome.Lines());
    }

    [Fact]
    public void Packet_sockets_see_frames_of_an_interface()
    {
        using Engine engine = new();
        Require(engine, "Packet Raw");
        Outcome outcome = engine.Run(
            """
            $watch = New-RawSocket Packet Raw | Set-RawSocketAddress -EndPoint 'packet:lo:0x0003' -PassThru
            $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
            $sender = New-RawSocket Inet Dgram
            $mark = [guid]::NewGuid().ToString()
            Send-RawDatagram $sender $mark -EndPoint $receiver
            $seen = $null
            while (-not $seen) {
                $frame = $watch | Receive-RawDatagram -Timeout 5000 -ErrorAction Stop
                if ($frame.Text.Contains($mark, [System.StringComparison]::Ordinal)) { $seen = $frame }
            }
            "$($seen.RemoteEndPoint.InterfaceName) 0x$($seen.RemoteEndPoint.Protocol.ToString('x4'))"
            $watch, $receiver, $sender | Close-RawSocket
            """);
        Assert.Equal(["lo 0x0800"], outcome.Lines());
    }

    [Fact]
    public void Mptcp_carries_a_stream()
    {
        using Engine engine = new();
        Require(engine, "Inet Stream Mptcp");
        Outcome outcome = engine.Run(
            """
            $listener = New-RawSocket Inet Stream Mptcp | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
            $client = New-RawSocket Inet Stream Mptcp | Connect-RawSocket 127.0.0.1 $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Receive-RawConnection -Timeout 5000
            $client | Send-RawData 'hello'
            "$($peer | Receive-RawData -AsString -Timeout 5000) $($client.Protocol)"
            $client, $peer, $listener | Close-RawSocket
            """);
        Assert.Equal(["hello Mptcp"], outcome.Lines());
    }

    [Fact]
    public void A_dual_stack_listener_takes_both()
    {
        using Engine engine = new();
        Require(engine, "Inet6 Stream");
        Outcome outcome = engine.Run(
            """
            $listener = New-RawSocket Inet6 Stream | Set-RawSocketOption IPv6Only $false -PassThru | Set-RawSocketAddress :: 0 -PassThru | Start-RawListen -PassThru
            $port = $listener.LocalEndPoint.Port
            $four = New-RawSocket | Connect-RawSocket 127.0.0.1 $port -PassThru
            $six = New-RawSocket Inet6 Stream | Connect-RawSocket ::1 $port -PassThru
            $peers = $listener | Receive-RawConnection -Count 2 -Timeout 5000
            $peers | ForEach-Object { $_.RemoteEndPoint.Address.ToString() }
            $four, $six, $listener | Close-RawSocket
            $peers | Close-RawSocket
            """);
        Assert.Equal(["::ffff:127.0.0.1", "::1"], outcome.Lines());
    }

    [Fact]
    public void A_protocol_that_the_kernel_lacks_is_a_clear_error()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run("New-RawSocket Inet Stream Sctp | Close-RawSocket");
        Assert.SkipWhen(outcome.Errors.Count == 0, "This kernel has SCTP.");
        Assert.StartsWith("socket,EPROTONOSUPPORT", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(System.Management.Automation.ErrorCategory.NotImplemented, outcome.Failure().CategoryInfo.Category);
        Assert.Contains("Sctp", outcome.Failure().Exception.Message, StringComparison.Ordinal);
    }

    private static void Require(Engine engine, string kind)
    {
        Outcome outcome = engine.Run($"New-RawSocket {kind} | Close-RawSocket");
        Assert.SkipWhen(outcome.Errors.Count > 0, $"No {kind} socket here: {string.Join("; ", outcome.Errors)}");
    }
}
