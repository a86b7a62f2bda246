using RawSockets.Diagnostics;

namespace RawSockets.Tests;

public sealed class RawSocketOptionTests
{
    [Theory]
    [InlineData("ReuseAddress", true)]
    [InlineData("ReusePort", true)]
    [InlineData("KeepAlive", true)]
    [InlineData("Broadcast", true)]
    [InlineData("DontRoute", true)]
    [InlineData("OutOfBandInline", true)]
    [InlineData("Timestamp", true)]
    [InlineData("Priority", 6)]
    [InlineData("ReceiveLowWatermark", 100)]
    [InlineData("MaxPacingRate", 1_000_000UL)]
    [InlineData("NoDelay", true)]
    [InlineData("Cork", true)]
    [InlineData("KeepAliveCount", 7)]
    [InlineData("SynCount", 3)]
    [InlineData("FastOpenConnect", true)]
    [InlineData("NotSentLowWatermark", 16384U)]
    [InlineData("Congestion", "reno")]
    [InlineData("TypeOfService", 16)]
    [InlineData("TimeToLive", 33)]
    [InlineData("FreeBind", true)]
    [InlineData("MtuDiscover", PathMtuDiscovery.Do)]
    [InlineData("ReceiveTimeToLive", true)]
    [InlineData("BindAddressNoPort", true)]
    public void What_is_set_is_what_is_read(string name, object value) => AssertSetIsRead(AddressFamily.Inet, name, value);

    [Theory]
    [InlineData("IPv6Only", true)]
    [InlineData("IPv6Only", false)]
    [InlineData("UnicastHops", 12)]
    [InlineData("TrafficClass", 8)]
    [InlineData("IPv6ReceiveHopLimit", true)]
    [InlineData("IPv6MtuDiscover", PathMtuDiscovery.Do)]
    public void What_is_set_is_what_is_read_on_IPv6(string name, object value) => AssertSetIsRead(AddressFamily.Inet6, name, value);

    [Theory]
    [InlineData("ReceiveTimeout", 1500)]
    [InlineData("SendTimeout", 2000)]
    [InlineData("UserTimeout", 1500)]
    [InlineData("KeepAliveIdle", 90_000)]
    [InlineData("KeepAliveInterval", 5000)]
    public void A_time_that_is_set_is_what_is_read(string name, int milliseconds) =>
        AssertSetIsRead(AddressFamily.Inet, name, TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void A_linger_time_that_is_set_is_what_is_read() => AssertSetIsRead(AddressFamily.Inet, "Linger", new Linger(true, 7));

    [Fact]
    public void A_buffer_is_doubled_by_the_kernel()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        SocketOption option = SocketOption.Find("ReceiveBuffer")!;

        socket.SetOption(option, 10_000);

        Assert.Equal(20_000, socket.GetOption(option));
    }

    [Fact]
    public void The_kernels_own_account_of_the_socket_is_read()
    {
        using RawSocket listener = Loopback.Listener(AddressFamily.Inet6);

        Assert.Equal(SocketType.Stream, listener.GetOption(SocketOption.Find("SO_TYPE")!));
        Assert.Equal(AddressFamily.Inet6, listener.GetOption(SocketOption.Find("SO_DOMAIN")!));
        Assert.Equal(ProtocolType.Tcp, listener.GetOption(SocketOption.Find("SO_PROTOCOL")!));
        Assert.Equal(true, listener.GetOption(SocketOption.Find("SO_ACCEPTCONN")!));
    }

    [Fact]
    public void The_struct_of_a_connection_is_read_in_the_kernels_length()
    {
        using ConnectedPair pair = new();

        TcpInfo info = Assert.IsType<TcpInfo>(pair.Client.GetOption(SocketOption.Find("TcpInfo")!));

        Assert.Equal(TcpState.Established, info.State);
    }

    [Fact]
    public void An_option_without_a_name_here_is_read_and_written_by_number()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        socket.SetOption(1, 2, [1, 0, 0, 0]);

        Assert.Equal([1, 0, 0, 0], socket.GetOption(1, 2, 4));
        Assert.Equal([1], socket.GetOption(1, 2, 1));
    }

    [Fact]
    public void A_refusal_names_the_option_and_the_value()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);

        RawSocketException read = Refused.By(() => socket.GetOption(SocketOption.Find("NoDelay")!));
        RawSocketException written = Refused.By(() => socket.SetOption(SocketOption.Find("NoDelay")!, true));

        Assert.Equal("getsockopt,EOPNOTSUPP", read.Identifier);
        Assert.Contains("TCP_NODELAY", read.Message, StringComparison.Ordinal);
        Assert.Equal("setsockopt,ENOPROTOOPT", written.Identifier);
        Assert.Contains("TCP_NODELAY = True", written.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_the_wrong_type_does_not_reach_the_kernel()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            Assert.Throws<ArgumentException>(() => socket.SetOption(SocketOption.Find("NoDelay")!, "yes"));
        }

        Assert.Empty(lines);
    }

    private static void AssertSetIsRead(AddressFamily family, string name, object value)
    {
        using var socket = RawSocket.Open(family, SocketType.Stream);
        SocketOption option = SocketOption.Find(name)!;

        socket.SetOption(option, value);

        Assert.Equal(value, socket.GetOption(option));
    }
}
