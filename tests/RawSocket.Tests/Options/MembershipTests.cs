using System.Net;
using System.Net.Sockets;

namespace RawSockets.Tests.Options;

/// <summary>Multicast groups, on the loopback interface, as /proc/net lists them and as datagrams find them.</summary>
public sealed class MembershipTests
{
    [Theory]
    [InlineData("JoinGroup", "LeaveGroup", "239.77.1.1%lo", "01014DEF")]
    [InlineData("JoinGroup", "LeaveGroup", "239.77.1.2%1", "02014DEF")]
    [InlineData("JoinGroup", "LeaveGroup", "239.77.1.3%127.0.0.1", "03014DEF")]
    [InlineData("MulticastJoin", "MulticastLeave", "239.77.1.4%lo", "04014DEF")]
    [InlineData("JoinSourceGroup", "LeaveSourceGroup", "127.0.0.1@232.77.1.5%lo", "05014DE8")]
    [InlineData("MulticastJoinSource", "MulticastLeaveSource", "127.0.0.1@232.77.1.6%lo", "06014DE8")]
    public void An_IPv4_group_is_joined_and_left(string join, string leave, string group, string listed) =>
        JoinAndLeave("udp4", join, leave, group, "/proc/net/igmp", listed);

    [Theory]
    [InlineData("IPv6JoinGroup", "IPv6LeaveGroup", "ff02::7701%lo", "ff020000000000000000000000007701")]
    [InlineData("IPv6MulticastJoin", "IPv6MulticastLeave", "ff02::7702%lo", "ff020000000000000000000000007702")]
    [InlineData("IPv6MulticastJoinSource", "IPv6MulticastLeaveSource", "::1@ff32::7703%lo", "ff320000000000000000000000007703")]
    public void An_IPv6_group_is_joined_and_left(string join, string leave, string group, string listed) =>
        JoinAndLeave("udp6", join, leave, group, "/proc/net/igmp6", listed);

    [Fact]
    public void What_is_sent_to_a_joined_group_arrives()
    {
        using RawSocket socket = OptionSockets.Open("udp4");
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        socket.SetOption(OptionSockets.Option("JoinGroup"), new MulticastGroup(IPAddress.Parse("239.77.2.1"), "lo"));
        using UdpClient sender = new(System.Net.Sockets.AddressFamily.InterNetwork);
        sender.Client.SetSocketOption(System.Net.Sockets.SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        sender.Send("here"u8, new IPEndPoint(IPAddress.Parse("239.77.2.1"), ((IPEndPoint)socket.LocalEndPoint!).Port));
        byte[] buffer = new byte[64];
        Assert.Equal(4, socket.Receive(buffer, timeout: 5000, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Leaving_what_was_not_joined_is_the_kernels_error()
    {
        using RawSocket socket = OptionSockets.Open("udp4");
        RawSocketException exception = Assert.Throws<RawSocketException>(
            () => socket.SetOption(OptionSockets.Option("LeaveGroup"), "239.77.9.9%lo"));
        Assert.Equal("setsockopt,EADDRNOTAVAIL", exception.Identifier);
    }

    [Theory]
    [InlineData("239.1.2.3", "239.1.2.3", "", null)]
    [InlineData("239.1.2.3%eth0", "239.1.2.3", "eth0", null)]
    [InlineData("ff02::fb%eth0", "ff02::fb", "eth0", null)]
    [InlineData("10.0.0.1@232.1.2.3%eth0", "232.1.2.3", "eth0", "10.0.0.1")]
    public void Text_becomes_a_group_and_text_again(string text, string group, string name, string? source)
    {
        Assert.True(MulticastGroup.TryParse(text, out MulticastGroup? parsed));
        Assert.Equal(new MulticastGroup(IPAddress.Parse(group), name, source is null ? null : IPAddress.Parse(source)), parsed);
        Assert.Equal(text, parsed.ToString());
    }

    private static void JoinAndLeave(string kind, string join, string leave, string group, string list, string listed)
    {
        using RawSocket socket = OptionSockets.Open(kind);
        Assert.SkipUnless(File.Exists(list), $"{list} is not on this machine");
        socket.SetOption(OptionSockets.Option(join), group);
        Assert.Contains(listed, File.ReadAllText(list), StringComparison.Ordinal);
        socket.SetOption(OptionSockets.Option(leave), group);
        Assert.DoesNotContain(listed, File.ReadAllText(list), StringComparison.Ordinal);
    }
}
