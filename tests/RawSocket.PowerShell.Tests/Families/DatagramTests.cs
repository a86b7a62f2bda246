using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Families;

/// <summary>Send-RawDatagram and Receive-RawDatagram over UDP and Unix datagram sockets.</summary>
public sealed class DatagramTests
{
    [Theory]
    [InlineData("Inet", "127.0.0.1")]
    [InlineData("Inet6", "::1")]
    public void A_datagram_tells_sender_local_address_interface_and_time(string family, string address)
    {
        using Engine engine = new();
        PSObject datagram = engine.Run(
            $$"""
            $receiver = New-RawSocket {{family}} Dgram | Set-RawSocketAddress {{address}} 0 -PassThru
            $sender = New-RawSocket {{family}} Dgram | Set-RawSocketAddress {{address}} 0 -PassThru
            Send-RawDatagram $sender 'grüße' -EndPoint $receiver
            $from = $sender.LocalEndPoint.ToString()
            $receiver | Receive-RawDatagram -Timeout 5000
            $receiver, $sender | Close-RawSocket
            """).Single();
        Assert.Equal("grüße", datagram.Get<string>("Text"));
        Assert.Equal(7, datagram.Get<int>("Length"));
        Assert.Equal(engine.Get("from")!.ToString(), datagram.Get("RemoteEndPoint")!.ToString());
        Assert.Equal(address, datagram.Get("LocalAddress")!.ToString());
        Assert.Equal("lo", datagram.Get<string>("InterfaceName"));
        Assert.False(datagram.Get<bool>("Truncated"));
        DateTimeOffset time = datagram.Get<DateTimeOffset>("ReceiveTime");
        Assert.InRange(time, DateTimeOffset.Now.AddMinutes(-1), DateTimeOffset.Now.AddSeconds(1));
    }

    [Fact]
    public void A_datagram_of_length_zero_is_data()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
            $sender = New-RawSocket Inet Dgram
            Send-RawDatagram $sender '' -EndPoint $receiver
            Send-RawDatagram $sender 'after' -EndPoint $receiver
            $receiver | Receive-RawDatagram -Count 2 -Timeout 5000 | ForEach-Object { "$($_.Length):$($_.Text)" }
            $receiver, $sender | Close-RawSocket
            """);
        Assert.Equal(["0:", "5:after"], outcome.Lines());
    }

    [Fact]
    public void What_does_not_fit_is_cut_and_said()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
            $sender = New-RawSocket Inet Dgram
            Send-RawDatagram $sender 'too long' -EndPoint $receiver
            Send-RawDatagram $sender 'too long' -EndPoint $receiver
            $receiver | Receive-RawDatagram -Size 3 -Timeout 5000 -Peek | ForEach-Object { "$($_.Text) $($_.Truncated) $($_.Length)" }
            $receiver | Receive-RawDatagram -Size 3 -Timeout 5000 -Count 2 | ForEach-Object { "$($_.Text) $($_.Truncated) $($_.Length)" }
            $receiver, $sender | Close-RawSocket
            """);
        Assert.Equal(["too True 8", "too True 8", "too True 8"], outcome.Lines());
    }

    [Fact]
    public void Batches_use_one_call_each_way()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
            $sender = New-RawSocket Inet Dgram
            1..20 | ForEach-Object { "message $_" } | Send-RawDatagram $sender -EndPoint $receiver -BatchSize 20 -Verbose
            $receiver | Receive-RawDatagram -Count 20 -Timeout 5000 -Verbose | ForEach-Object Text
            $receiver, $sender | Close-RawSocket
            """);
        Assert.Equal(Enumerable.Range(1, 20).Select(static i => $"message {i}"), outcome.Lines());
        Assert.Single(outcome.Verbose, static line => line.StartsWith("sendmmsg(", StringComparison.Ordinal) && line.EndsWith(" = 20", StringComparison.Ordinal));
        Assert.Single(outcome.Verbose, static line => line.StartsWith("recvmmsg(", StringComparison.Ordinal) && line.EndsWith(" = 20", StringComparison.Ordinal));
    }

    [Fact]
    public void A_datagram_over_the_limit_is_refused_whole()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
            $sender = New-RawSocket Inet Dgram
            Send-RawDatagram $sender ([byte[]]::new(65508)) -EndPoint $receiver
            @($receiver | Wait-RawSocket -Timeout 0).Count
            $receiver, $sender | Close-RawSocket
            """);
        ErrorRecord error = outcome.Failure();
        Assert.StartsWith("sendto,EMSGSIZE", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("0", Assert.Single(outcome.Output).ToString());
    }

    [Fact]
    public void An_error_from_the_network_is_reported_with_who_reported_it()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $nobody = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
            $nobody | Close-RawSocket
            $socket = New-RawSocket Inet Dgram | Set-RawSocketOption ReceiveError $true -PassThru
            Send-RawDatagram $socket 'x' -EndPoint $nobody.LocalEndPoint
            $socket | Receive-RawDatagram -Timeout 5000
            $socket | Close-RawSocket
            """);
        ErrorRecord error = outcome.Failure();
        Assert.StartsWith("recvmsg,ECONNREFUSED", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1 reported it", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broadcast_needs_its_option()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress 0.0.0.0 0 -PassThru
            $sender = New-RawSocket Inet Dgram
            Send-RawDatagram $sender 'x' -Address 127.255.255.255 -Port $receiver.LocalEndPoint.Port
            $sender | Set-RawSocketOption Broadcast $true
            Send-RawDatagram $sender 'heard' -Address 127.255.255.255 -Port $receiver.LocalEndPoint.Port
            $receiver | Receive-RawDatagram -Timeout 5000 | ForEach-Object { "$($_.Text) $($_.LocalAddress)" }
            $receiver, $sender | Close-RawSocket
            """);
        Assert.StartsWith("sendto,EACCES", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("heard 127.255.255.255", Assert.Single(outcome.Output).ToString());
    }

    [Fact]
    public void A_multicast_group_is_joined_and_left()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress 0.0.0.0 0 -PassThru
            $port = $receiver.LocalEndPoint.Port
            $receiver | Set-RawSocketOption MulticastAll $false
            $receiver | Set-RawSocketOption IP_ADD_MEMBERSHIP '239.255.77.1%lo'
            $sender = New-RawSocket Inet Dgram | Set-RawSocketOption IP_MULTICAST_IF 'lo' -PassThru
            Send-RawDatagram $sender 'to the group' -Address 239.255.77.1 -Port $port
            $receiver | Receive-RawDatagram -Timeout 5000 | ForEach-Object { "$($_.Text) $($_.LocalAddress)" }
            $receiver | Set-RawSocketOption IP_DROP_MEMBERSHIP '239.255.77.1%lo'
            Send-RawDatagram $sender 'unheard' -Address 239.255.77.1 -Port $port
            @($receiver | Wait-RawSocket -Timeout 100).Count
            $receiver, $sender | Close-RawSocket
            """);
        Assert.Equal(["to the group 239.255.77.1", "0"], outcome.Lines());
    }

    [Fact]
    public void A_multicast_group_that_is_none_is_refused()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            "$s = New-RawSocket Inet Dgram; $s | Set-RawSocketOption IP_ADD_MEMBERSHIP '10.1.2.3%lo'; $s | Close-RawSocket");
        Assert.Contains("InvalidArgument", $"{outcome.Failure().CategoryInfo.Category}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dgram", "Default")]
    [InlineData("Dgram", "UdpLite")]
    public void Connected_datagram_sockets_need_no_address(string type, string protocol)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            $$"""
            $server = New-RawSocket Inet {{type}} {{protocol}}
            if (-not $server) { return }
            $server | Set-RawSocketAddress 127.0.0.1 0
            $client = New-RawSocket Inet {{type}} {{protocol}} | Connect-RawSocket 127.0.0.1 $server.LocalEndPoint.Port -PassThru
            Send-RawDatagram $client 'ping'
            $question = $server | Receive-RawDatagram -Timeout 5000
            Send-RawDatagram $server 'pong' -EndPoint $question.RemoteEndPoint
            $client | Receive-RawDatagram -Timeout 5000 | ForEach-Object Text
            $client, $server | Close-RawSocket
            """);
        Assert.SkipWhen(outcome.Errors.Any(static e => e.FullyQualifiedErrorId.StartsWith("socket,", StringComparison.Ordinal)), $"This kernel has no {protocol}.");
        Assert.Equal(["pong"], outcome.Lines());
    }
}
