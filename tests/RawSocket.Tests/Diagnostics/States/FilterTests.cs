using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class FilterTests
{
    private static readonly SocketStateReader s_reader = new();

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.0/8", "127.1.2.3", true)]
    [InlineData("127.1.2.3/8", "127.9.9.9", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.1.1", true)]
    [InlineData("fe80::/10", "febf::1", true)]
    [InlineData("fe80::/10", "fec0::1", false)]
    [InlineData("0.0.0.0/0", "1.2.3.4", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("127.*", "127.0.0.1", true)]
    public void A_prefix_has_its_addresses(string pattern, string address, bool expected) =>
        Assert.Equal(expected, AddressPattern.Parse(pattern).Matches(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("::1/129")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/x")]
    [InlineData("")]
    public void What_is_no_prefix_is_refused(string text) => Assert.Throws<FormatException>(() => AddressPattern.Parse(text));

    [Theory]
    [InlineData("80", 80, 80)]
    [InlineData("8000-8099", 8000, 8099)]
    [InlineData("0-4294967295", 0, uint.MaxValue)]
    public void Ports_are_a_number_or_a_range(string text, long first, long last)
    {
        SocketPorts ports = SocketPorts.Parse(text);
        Assert.Equal((first, last, text), (ports.First, ports.Last, ports.ToString()));
    }

    [Theory]
    [InlineData("99-1")]
    [InlineData("no-such-service")]
    [InlineData("-1")]
    [InlineData("80-")]
    [InlineData("4294967296")]
    public void What_is_no_port_is_refused(string text) => Assert.Throws<FormatException>(() => SocketPorts.Parse(text));

    [Fact]
    public void Conditions_are_joined_and_their_values_are_alternatives()
    {
        using RawSocket one = Loopback.Listener();
        using RawSocket two = Loopback.Listener(IPAddress.Parse("127.0.0.2"));
        using RawSocket six = Loopback.Listener(IPAddress.IPv6Loopback);
        int[] ports = [Loopback.Port(one), Loopback.Port(two), Loopback.Port(six)];
        SocketStateQuery all = new() { LocalPorts = [.. ports.Select(static port => (SocketPorts)port), new SocketPorts(70_000, 80_000)], States = TcpStates.Listen };
        Assert.Equal(ports.Order(), Ports(all).Order());
        Assert.Equal([ports[1]], Ports(all with { LocalAddresses = [AddressPattern.Parse("127.0.0.2"), AddressPattern.Parse("192.0.2.0/24")] }));
        Assert.Equal(ports[..2].Order(), Ports(all with { LocalAddresses = [AddressPattern.Parse("127.0.0.0/8")] }).Order());
        Assert.Equal([ports[2]], Ports(all with { LocalAddresses = [AddressPattern.Parse("::/64")] }));
        Assert.Equal([ports[2]], Ports(all with { LocalAddresses = [AddressPattern.Parse("192.0.2.0/24"), AddressPattern.Parse("::*")] }));
        Assert.Equal(ports[..2].Order(), Ports(all with { RemoteAddresses = [AddressPattern.Parse("0.0.0.0")], RemotePorts = [0] }).Order());
        Assert.Empty(Ports(all with { RemotePorts = [1] }));
        Assert.Empty(Ports(all with { LocalPorts = [new SocketPorts(70_000)] }));
        Assert.Empty(Ports(all with { InterfaceNames = ["none such"] }));
    }

    [Fact]
    public void A_list_too_long_for_the_kernel_is_filtered_here()
    {
        using RawSocket listener = Loopback.Listener();
        int port = Loopback.Port(listener);
        SocketPorts[] many = [.. Enumerable.Range(1, 2000).Select(static port => (SocketPorts)port), port];
        Assert.Equal([port], Ports(new SocketStateQuery { LocalPorts = many, States = TcpStates.Listen }).Where(found => found > 2000));
    }

    [Fact]
    public void An_interface_is_the_one_that_a_socket_is_bound_to() => ThreadPrivileges.InNewNetwork(static () =>
    {
        using RawSocket bound = Loopback.Udp();
        bound.SetOption(SocketOption.Find("BindToDevice")!, "lo");
        bound.Bind(new IPEndPoint(IPAddress.Any, 0));
        using RawSocket other = Loopback.Udp();
        other.Bind(new IPEndPoint(IPAddress.Any, 0));
        SocketState row = Assert.Single(new SocketStateReader().Read(new() { Protocols = [SocketProtocol.Udp], InterfaceNames = ["lo"] }));
        Assert.Equal(("lo", 1, Loopback.Port(bound)), (row.InterfaceName, row.InterfaceIndex, row.LocalPort));
    });

    [Fact]
    public void An_owner_is_one_of_the_processes_that_have_the_socket()
    {
        using RawSocket listener = Loopback.Listener();
        SocketStateQuery query = new() { LocalPorts = [Loopback.Port(listener)], States = TcpStates.Listen };
        Assert.Single(new SocketStateReader().Read(query with { Owner = static owner => owner.ProcessId == Environment.ProcessId }));
        Assert.Empty(new SocketStateReader().Read(query with { Owner = static owner => owner.ProcessId == 1 }));
    }

    private static List<int> Ports(SocketStateQuery query) => [.. s_reader.Read(query).Select(static row => (int)row.LocalPort!.Value)];
}
