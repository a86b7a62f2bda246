namespace RawSockets.Tests.Options;

/// <summary>A value that an option cannot have is refused before any call, with option and value named.</summary>
public sealed class WrongValueTests
{
    [Theory]
    [InlineData("tcp4", "NoDelay", "yes")]
    [InlineData("tcp4", "NoDelay", 2)]
    [InlineData("tcp4", "NoDelay", null)]
    [InlineData("tcp4", "KeepAliveIdle", 0)]
    [InlineData("tcp4", "KeepAliveIdle", 40000)]
    [InlineData("tcp4", "KeepAliveIdle", 1.5)]
    [InlineData("tcp4", "KeepAliveCount", 128)]
    [InlineData("tcp4", "KeepAliveCount", "3")]
    [InlineData("tcp4", "UserTimeout", -1)]
    [InlineData("tcp4", "Congestion", 5)]
    [InlineData("tcp4", "Congestion", "a-name-that-is-far-too-long")]
    [InlineData("tcp4", "BindToDevice", "sixteenletters16")]
    [InlineData("tcp4", "Linger", -1)]
    [InlineData("tcp4", "Linger", "long")]
    [InlineData("tcp4", "ReceiveTimeout", -5)]
    [InlineData("tcp4", "MaxPacingRate", -2)]
    [InlineData("tcp4", "Mark", -1)]
    [InlineData("tcp4", "Mark", 4294967296L)]
    [InlineData("tcp4", "Priority", 2147483648L)]
    [InlineData("tcp4", "TcpInfo", 1)]
    [InlineData("tcp4", "LocalPortRange", "50000-40000")]
    [InlineData("tcp4", "LocalPortRange", "0-70000")]
    [InlineData("tcp4", "FastOpenKey", "secret")]
    [InlineData("udp4", "TimeToLive", 256)]
    [InlineData("udp4", "TypeOfService", -1)]
    [InlineData("udp4", "MtuDiscover", "Sometimes")]
    [InlineData("udp4", "MtuDiscover", 9)]
    [InlineData("udp4", "AttachFilter", "udp")]
    [InlineData("udp4", "DetachFilter", "it")]
    [InlineData("udp4", "JoinGroup", "10.0.0.1")]
    [InlineData("udp4", "JoinGroup", "ff02::fb")]
    [InlineData("udp4", "JoinGroup", "239.1.2")]
    [InlineData("udp4", "JoinGroup", "239.1.2.3%")]
    [InlineData("udp4", "JoinGroup", "239.1.2.3%no-such-one")]
    [InlineData("udp4", "JoinGroup", "10.0.0.1@239.1.2.3%lo")]
    [InlineData("udp4", "JoinSourceGroup", "232.1.2.3%lo")]
    [InlineData("udp4", "JoinSourceGroup", "::1@232.1.2.3%lo")]
    [InlineData("udp4", "MulticastInterface", "no-such-one")]
    [InlineData("udp4", "UnicastInterface", -1)]
    [InlineData("udp6", "IPv6JoinGroup", "239.1.2.3%lo")]
    [InlineData("udp6", "IPv6JoinGroup", "fe80::1%lo")]
    [InlineData("udp6", "IPv6JoinAnycast", "ff02::fb%lo")]
    [InlineData("udp6", "UnicastHops", 256)]
    public void It_is_refused_before_the_call(string kind, string name, object? value)
    {
        using RawSocket socket = OptionSockets.Open(kind);
        SocketOption option = OptionSockets.Option(name);
        List<string> calls = [];
        ArgumentException exception;
        using (CallTrace.To(calls.Add))
        {
            exception = Assert.ThrowsAny<ArgumentException>(() => socket.SetOption(option, value));
        }

        Assert.Empty(calls);
        Assert.Contains(option.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains(option.Constant, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value ?? "null"}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("takes", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("udp4", "NoDelay", "setsockopt,ENOPROTOOPT")]
    [InlineData("unix", "NoDelay", "setsockopt,EOPNOTSUPP")]
    [InlineData("tcp4", "UdpCork", "setsockopt,ENOPROTOOPT")]
    [InlineData("tcp4", "HeaderIncluded", "setsockopt,ENOPROTOOPT")]
    [InlineData("tcp4", "PassCredentials", "setsockopt,EOPNOTSUPP")]
    public void An_option_that_the_socket_has_not_is_the_kernels_error(string kind, string name, string identifier)
    {
        using RawSocket socket = OptionSockets.Open(kind);
        RawSocketException exception =
            Assert.Throws<RawSocketException>(() => socket.SetOption(OptionSockets.Option(name), true));
        Assert.Equal(identifier, exception.Identifier);
        Assert.Contains("has not", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_can_only_be_read_is_the_kernels_error()
    {
        using RawSocket socket = OptionSockets.Open("tcp4");
        RawSocketException exception =
            Assert.Throws<RawSocketException>(() => socket.SetOption(OptionSockets.Option("Type"), SocketType.Dgram));
        Assert.Equal("setsockopt,ENOPROTOOPT", exception.Identifier);
    }

    [Fact]
    public void A_closed_socket_is_EBADF()
    {
        RawSocket socket = OptionSockets.Open("tcp4");
        socket.Close();
        Assert.Equal("getsockopt,EBADF", Assert.Throws<RawSocketException>(() => socket.GetOption(OptionSockets.Option("NoDelay"))).Identifier);
        Assert.Equal("setsockopt,EBADF", Assert.Throws<RawSocketException>(() => socket.SetOption(OptionSockets.Option("NoDelay"), true)).Identifier);
        Assert.Equal("getsockopt,EBADF", Assert.Throws<RawSocketException>(() => socket.GetOptions()).Identifier);
    }
}
