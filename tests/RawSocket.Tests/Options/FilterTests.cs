using System.Net;
using System.Net.Sockets;

namespace RawSockets.Tests.Options;

/// <summary>Classic BPF programs: attached, read back, obeyed, removed.</summary>
public sealed class FilterTests
{
    // BPF_RET with 0 keeps nothing; with 0xffffffff everything.
    private static readonly SocketFilter s_nothing = new(new SocketFilterInstruction(6, 0, 0, 0));
    private static readonly SocketFilter s_everything = new(
        new SocketFilterInstruction(0x80, 0, 0, 0), new SocketFilterInstruction(6, 0, 0, uint.MaxValue));

    [Fact]
    public void A_filter_is_read_back_and_removed()
    {
        using RawSocket socket = OptionSockets.Open("udp4");
        SocketOption option = OptionSockets.Option("AttachFilter");
        Assert.Equal(SocketFilter.None, socket.GetOption(option));
        socket.SetOption(option, s_everything);
        Assert.Equal(s_everything, socket.GetOption(option));
        Assert.Equal("2,128,0,0,0,6,0,0,4294967295", socket.GetOption(option).ToString());
        socket.SetOption(OptionSockets.Option("DetachFilter"), true);
        Assert.Equal(SocketFilter.None, socket.GetOption(option));
    }

    [Fact]
    public void A_filter_decides_what_is_received()
    {
        using RawSocket socket = OptionSockets.Open("udp4");
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpClient sender = new();
        IPEndPoint target = (IPEndPoint)socket.LocalEndPoint!;

        socket.SetOption(OptionSockets.Option("AttachFilter"), s_nothing);
        sender.Send("dropped"u8, target);
        socket.SetOption(OptionSockets.Option("AttachFilter"), s_everything);
        sender.Send("kept"u8, target);

        byte[] buffer = new byte[64];
        int count = socket.Receive(buffer, timeout: 5000, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("kept", System.Text.Encoding.ASCII.GetString(buffer, 0, count));
    }

    [Fact]
    public void A_locked_filter_stays()
    {
        using RawSocket socket = OptionSockets.Open("udp4");
        socket.SetOption(OptionSockets.Option("AttachFilter"), s_everything);
        socket.SetOption(OptionSockets.Option("LockFilter"), true);
        RawSocketException exception = Assert.Throws<RawSocketException>(
            () => socket.SetOption(OptionSockets.Option("AttachFilter"), s_nothing));
        Assert.Equal("setsockopt,EPERM", exception.Identifier);
    }

    [Fact]
    public void A_long_filter_does_not_overrun_the_room_it_is_read_into()
    {
        using RawSocket socket = OptionSockets.Open("udp4");
        SocketFilterInstruction[] program = [.. Enumerable.Repeat(new SocketFilterInstruction(0x80, 0, 0, 0), 200), new(6, 0, 0, 1)];
        socket.SetOption(OptionSockets.Option("AttachFilter"), new SocketFilter(program));

        // 64 bytes are room for 8 instructions of the 201.
        RawSocketException exception = Assert.Throws<RawSocketException>(() => socket.GetOption(1, 26, 64));
        Assert.Equal("getsockopt,EINVAL", exception.Identifier);
        Assert.Equal(201 * 8, socket.GetOption(1, 26, 4096).Length);
    }

    [Fact]
    public void A_filter_has_at_least_one_instruction() => Assert.Throws<ArgumentException>(static () => new SocketFilter());
}
