using System.Net;

namespace RawSockets.Tests.Options;

/// <summary>What is set is what is read.</summary>
public sealed class RoundTripTests
{
    // Switches that say nothing, that cannot be taken back, that the kernel turns by itself, or that hold only in some state.
    private static readonly string[] s_notKept =
        ["SO_BSDCOMPAT", "SO_LOCK_FILTER", "TCP_QUICKACK", "TCP_THIN_DUPACK", "IP_ROUTER_ALERT", "SO_PREFER_BUSY_POLL", "IPV6_AUTOFLOWLABEL"];

    public static TheoryData<string> Names => OptionSockets.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_switch_can_be_turned_and_turned_back(string name)
    {
        List<string> wrong = [];
        foreach (SocketOption option in SocketOption.All.Where(static option =>
            option.Kind == SocketOptionKind.Boolean && option.Access == SocketOptionAccess.ReadWrite && !s_notKept.Contains(option.Constant)))
        {
            using RawSocket socket = OptionSockets.Open(name);
            if (option.Fits(socket.Kind) && Turn(socket, option) is { } fault)
            {
                wrong.Add($"{option.Constant}: {fault}");
            }
        }

        Assert.Empty(wrong);
    }

    private static readonly (string Kind, string Option, object Value)[] s_values =
    [
        ("tcp4", "KeepAliveIdle", TimeSpan.FromSeconds(77)),
        ("tcp4", "KeepAliveInterval", TimeSpan.FromSeconds(7)),
        ("tcp4", "KeepAliveCount", 3),
        ("tcp4", "SynCount", 2),
        ("tcp4", "Linger2", TimeSpan.FromSeconds(9)),
        ("tcp4", "WindowClamp", 65536),
        ("tcp4", "UserTimeout", TimeSpan.FromMilliseconds(1234)),
        ("tcp4", "NotSentLowWatermark", 16384u),
        ("tcp4", "SaveSyn", 2),
        ("tcp4", "TransmitDelay", TimeSpan.FromMicroseconds(250)),
        ("tcp4", "RetransmitMaximum", TimeSpan.FromSeconds(5)),
        ("tcp4", "FastOpenKey", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }),
        ("tcp4", "Congestion", "reno"),
        ("tcp4", "MaxPacingRate", 10_000_000_000ul),
        ("tcp4", "MaxPacingRate", ulong.MaxValue),
        ("tcp4", "Linger", new Linger(true, 5)),
        ("tcp4", "Linger", new Linger(false, 0)),
        ("tcp4", "ReceiveTimeout", TimeSpan.FromSeconds(1.5)),
        ("tcp4", "SendTimeout", TimeSpan.FromSeconds(2)),
        ("tcp4", "ReceiveLowWatermark", 10),
        ("tcp4", "Priority", 5),
        ("tcp4", "Mark", 0xfffffff0u),
        ("tcp4", "BufferLock", BufferLocks.Send | BufferLocks.Receive),
        ("tcp4", "TransmitRehash", 0),
        ("tcp4", "BusyPoll", TimeSpan.FromMicroseconds(50)),
        ("tcp4", "PeekOffset", 0),
        ("tcp4", "LocalPortRange", new PortRange(40000, 40999)),
        ("tcp4", "MinimumTimeToLive", 200),
        ("udp4", "BindToDevice", "lo"),
        ("udp4", "BindToInterface", "lo"),
        ("udp4", "Timestamping", TimestampingFlags.ReceiveSoftware | TimestampingFlags.Software),
        ("udp4", "TransmitTime", new TransmitTime(1, DeadlineMode: true, ReportErrors: true)),
        ("udp4", "TypeOfService", 0xb8),
        ("udp4", "TimeToLive", 33),
        ("udp4", "MtuDiscover", PathMtuDiscovery.Probe),
        ("udp4", "MulticastTimeToLive", 4),
        ("udp4", "MulticastInterface", IPAddress.Loopback),
        ("udp4", "UnicastInterface", "lo"),
        ("udp4", "UdpSegment", 1200),
        ("udp4", "IncomingCpu", 0),
        ("udplite4", "UdpLiteSendCoverage", 20),
        ("udplite4", "UdpLiteReceiveCoverage", 20),
        ("udp6", "UnicastHops", 33),
        ("udp6", "MulticastHops", 4),
        ("udp6", "TrafficClass", 0xb8),
        ("udp6", "IPv6MtuDiscover", PathMtuDiscovery.Do),
        ("udp6", "IPv6MulticastInterface", "lo"),
        ("udp6", "IPv6UnicastInterface", "lo"),
        ("udp6", "MinimumHopCount", 100),
        ("udp6", "AddressPreferences", 0x402),
        ("rawicmp4", "IcmpFilter", 0xfffffffeu),
        ("rawicmp6", "Icmpv6Filter", Enumerable.Repeat((byte)0xf0, 32).ToArray()),
        ("rawudp6", "IPv6Checksum", 6),
        ("packet", "PacketReserve", 16u),
        ("packet", "PacketVersion", 2),
        ("packet", "PacketCopyThreshold", 100),
        ("packet", "PacketTimestamp", TimestampingFlags.Software),
        ("packet", "PacketVirtualHeaderSize", 12),
        ("vsock", "VsockBuffer", 131072ul),
        ("vsock", "VsockConnectTimeout", TimeSpan.FromSeconds(3)),
        ("unix", "PeekOffset", 3),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, s_values.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_value_that_is_set_is_read(int index)
    {
        (string kind, string name, object value) = s_values[index];
        using RawSocket socket = OptionSockets.Open(kind);
        SocketOption option = OptionSockets.Option(name);
        try
        {
            socket.SetOption(option, value);
        }
        catch (RawSocketException exception) when (exception.Errno.Name is "EPERM" or "ENOPROTOOPT" or "ENOENT")
        {
            Assert.Skip($"{option.Constant}: {exception.Errno.Name} on this machine");
        }

        // The kernel's clock ticks round SO_RCVTIMEO up.
        object read = socket.GetOption(option);
        if (option.Kind == SocketOptionKind.TimeVal)
        {
            Assert.InRange((TimeSpan)read, (TimeSpan)value, (TimeSpan)value + TimeSpan.FromMilliseconds(10));
        }
        else
        {
            Assert.Equal(value, read);
        }
    }

    [Theory]
    [InlineData("tcp4", "KeepAliveIdle", 77, "00:01:17")]
    [InlineData("tcp4", "UserTimeout", 1500, "00:00:01.5000000")]
    [InlineData("tcp4", "SendTimeout", 2000, "00:00:02")]
    [InlineData("tcp4", "Linger", 3, "3 s")]
    [InlineData("tcp4", "Linger", false, "off")]
    [InlineData("tcp4", "NoDelay", 1, "True")]
    [InlineData("tcp4", "MaxPacingRate", -1, "18446744073709551615")]
    [InlineData("udp4", "MtuDiscover", "do", "Do")]
    [InlineData("udp4", "MtuDiscover", 0, "Dont")]
    [InlineData("udp4", "MulticastInterface", "lo", "0.0.0.0")]
    [InlineData("udp4", "BindToInterface", 1, "lo")]
    [InlineData("udp4", "BindToInterface", "127.0.0.1", "lo")]
    [InlineData("udp6", "IPv6MulticastInterface", "::1", "lo")]
    [InlineData("tcp4", "LocalPortRange", "40000-40010", "40000-40010")]
    public void Other_ways_to_write_a_value(string kind, string name, object value, string expected)
    {
        using RawSocket socket = OptionSockets.Open(kind);
        SocketOption option = OptionSockets.Option(name);
        socket.SetOption(option, value);
        Assert.Equal(expected, socket.GetOption(option).ToString());
    }

    private static string? Turn(RawSocket socket, SocketOption option)
    {
        try
        {
            bool before = (bool)socket.GetOption(option);
            socket.SetOption(option, !before);
            if ((bool)socket.GetOption(option) == before)
            {
                return "stayed as it was";
            }

            socket.SetOption(option, before);
            return (bool)socket.GetOption(option) == before ? null : "did not turn back";
        }
        catch (RawSocketException exception) when (exception.Errno.Name is "EPERM" or "EACCES" || exception.SystemCall == "getsockopt")
        {
            return null;
        }
        catch (RawSocketException exception)
        {
            return exception.Errno.Name;
        }
    }
}
