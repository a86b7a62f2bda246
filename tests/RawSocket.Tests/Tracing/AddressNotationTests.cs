using System.Globalization;
using System.Net;
using CsCheck;
using RawSockets.Interop;

namespace RawSockets.Tests;

public sealed class AddressNotationTests
{
    [Fact]
    public void IPv4_names_port_and_address()
    {
        Assert.Equal("{sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr(\"127.0.0.1\")}", Of(Loopback.Address(port: 8080)));
    }

    [Fact]
    public void IPv6_names_port_flow_address_and_scope()
    {
        Assert.Equal(
            "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"2001:db8::1\", &sin6_addr), sin6_scope_id=0}",
            Of(new IPEndPoint(IPAddress.Parse("2001:db8::1"), 80)));
    }

    [Theory]
    [InlineData("fe80::1%1", "if_nametoindex(\"lo\")")]
    [InlineData("fe80::1%4000000", "4000000")]
    [InlineData("::1%1", "1")]
    public void A_scope_is_the_interfaces_name_where_strace_gives_it(string address, string scope) =>
        Assert.EndsWith($", sin6_scope_id={scope}}}", Of(new IPEndPoint(IPAddress.Parse(address), 80)), StringComparison.Ordinal);

    [Fact]
    public void Addresses_are_spelled_as_inet_ntop_spells_them() => Gen.OneOf(AddressGen.V4, AddressGen.V6).Sample(
        static address => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\"{InetText.Format(address)}\""), Of(new IPEndPoint(address, 1)), StringComparison.Ordinal),
        iter: 10_000);

    [Fact]
    public void An_address_made_for_a_tunnel_is_not_spelled_with_dots()
    {
        Assert.Contains("\"fe80::5efe:102:304\"", Of(new IPEndPoint(IPAddress.Parse("fe80::5efe:1.2.3.4"), 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_without_a_layout_is_shown_as_bytes()
    {
        Assert.Equal(@"{sa_family=AF_UNSPEC, sa_data=""\0\0\0\0\0\0\0\0\0\0\0\0\0\0""}", Notation.Address(new byte[16]));
    }

    [Fact]
    public void No_address_is_NULL() => Assert.Equal("NULL", Notation.Address([]));

    private static string Of(EndPoint endPoint)
    {
        byte[] address = new byte[SocketAddress.MaxLength];
        return Notation.Address(address.AsSpan(0, SocketAddress.Write(endPoint, address)));
    }
}
