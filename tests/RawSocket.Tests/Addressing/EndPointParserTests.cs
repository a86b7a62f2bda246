using System.Net;
using CsCheck;

namespace RawSockets.Tests;

public sealed class EndPointParserTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("2001:DB8::0001", "2001:db8::1")]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("fe80::1%1", "fe80::1%1")]
    [InlineData("fe80::1%lo", "fe80::1%1")]
    [InlineData("fe80::1%4294967295", "fe80::1%4294967295")]
    public void Numeric_addresses_are_accepted(string text, string expected)
    {
        Assert.True(EndPointParser.TryParse(text, 7, out IPEndPoint? endPoint));
        Assert.Equal(expected, endPoint.Address.ToString());
        Assert.Equal(7, endPoint.Port);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("2130706433")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.")]
    [InlineData(" 127.0.0.1")]
    [InlineData("127.0.0.1 ")]
    [InlineData("127.0.0.1:80")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    [InlineData("fe80::1%nosuchcard")]
    [InlineData("127.0.0.1%lo")]
    [InlineData("fe80::1%")]
    public void What_is_no_numeric_address_is_refused(string? text) => Assert.False(EndPointParser.TryParse(text, 7, out _));

    [Theory]
    [InlineData("0x7f.0.0.1")]
    [InlineData("192.168.010.1")]
    [InlineData("01.2.3.4")]
    public void Octal_and_hexadecimal_parts_are_refused_as_inet_pton_refuses_them(string text) =>
        Assert.False(EndPointParser.TryParse(text, 7, out _));

    [Theory]
    [InlineData("[::1]")]
    [InlineData("[::1]:8080")]
    [InlineData("::1/64")]
    public void Brackets_and_whatever_stands_behind_an_address_are_refused(string text) =>
        Assert.False(EndPointParser.TryParse(text, 7, out _));

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_out_of_range_is_refused(int port) => Assert.False(EndPointParser.TryParse("127.0.0.1", port, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(65535)]
    public void The_ends_of_the_range_of_ports_are_accepted(int port)
    {
        Assert.True(EndPointParser.TryParse("127.0.0.1", port, out IPEndPoint? endPoint));
        Assert.Equal(port, endPoint.Port);
    }

    [Fact]
    public void It_accepts_what_inet_pton_accepts_and_nothing_else()
    {
        Gen<string> part = Gen.OneOf(Gen.Int[0, 300].Select(static n => $"{n}"), Gen.Byte.Select(static n => $"0{n}"), Gen.Byte.Select(static n => $"0x{n:x}"), Gen.Byte.Select(static n => $"{n}"));
        Gen<string> dotted = part.Array[1, 5].Select(static parts => string.Join('.', parts));
        Gen<string> colons = Gen.OneOf(Gen.Const(""), Gen.UInt[0, 0x1FFFF].Select(static n => $"{n:x}")).Array[1, 9].Select(static parts => string.Join(':', parts));
        Gen<string> right = Gen.OneOf(AddressGen.V4, AddressGen.V6).Select(static address => address.ToString());
        Gen<string> noise = Gen.Char["0123456789afx.:[]/ -"].Array[0, 12].Select(static chars => new string(chars));
        Gen.OneOf(dotted, colons, right, noise).Sample(
            static text =>
            {
                _ = EndPointParser.TryParse(text, 0, out IPEndPoint? endPoint);
                Assert.Equal(InetText.Parse(text), endPoint?.Address);
            },
            iter: 20_000);
    }
}
