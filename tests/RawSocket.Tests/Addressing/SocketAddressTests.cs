using System.Net;
using CsCheck;

namespace RawSockets.Tests;

public sealed class SocketAddressTests
{
    [Fact]
    public void Every_endpoint_survives_the_kernels_form() => AddressGen.EndPoint.Sample(static endPoint =>
    {
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        address.Fill(0xA5);
        int length = SocketAddress.Write(endPoint, address);
        return endPoint.Equals(SocketAddress.Read(address[..length])) && !address[length..].ContainsAnyExcept((byte)0);
    }, iter: 10_000);

    [Fact]
    public void Every_endpoint_survives_its_text_and_the_kernels_form() => AddressGen.EndPoint.Sample(static endPoint =>
    {
        Assert.True(EndPointParser.TryParse(endPoint.Address.ToString(), endPoint.Port, out IPEndPoint? parsed), endPoint.Address.ToString());
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        Assert.Equal(endPoint, SocketAddress.Read(address[..SocketAddress.Write(parsed, address)]));
    }, iter: 10_000);

    [Fact]
    public void IPv4_is_laid_out_as_struct_sockaddr_in()
    {
        byte[] address = new byte[SocketAddress.MaxLength];

        Assert.Equal(16, SocketAddress.Write(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 0x1F90), address));

        Assert.Equal([2, 0, 0x1F, 0x90, 192, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0], address[..16]);
    }

    [Fact]
    public void IPv6_is_laid_out_as_struct_sockaddr_in6()
    {
        byte[] address = new byte[SocketAddress.MaxLength];

        Assert.Equal(28, SocketAddress.Write(new IPEndPoint(IPAddress.Parse("2001:db8::9%258"), 80), address));

        Assert.Equal([10, 0, 0, 80, 0, 0, 0, 0, 0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 2, 1, 0, 0], address[..28]);
    }

    [Fact]
    public void Random_buffers_give_an_endpoint_or_null_and_never_throw()
    {
        byte[][] families = [[2, 0], [10, 0], [1, 0], [0, 0], [16, 0], [17, 0], [40, 0], [255, 255]];
        Gen<byte[]> family = Gen.Int[0, families.Length - 1].Select(index => families[index]);
        Gen<byte[]> buffer = Gen.OneOf(Gen.Byte.Array[0, 40], Gen.Select(family, Gen.Byte.Array[0, 40], static (head, tail) => head.Concat(tail).ToArray()));
        buffer.Sample(
            static bytes =>
            {
                int needed = SocketAddress.FamilyOf(bytes) switch { AddressFamily.Inet => 16, AddressFamily.Inet6 => 28, AddressFamily.Unix => 2, AddressFamily.Vsock => 16, AddressFamily.Netlink or AddressFamily.Packet => 12, _ => int.MaxValue };
                return SocketAddress.Read(bytes) is null == bytes.Length < needed;
            },
            iter: 100_000);
    }

    [Fact]
    public void An_endpoint_of_no_known_family_is_refused_by_name()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(static () => SocketAddress.Write(new DnsEndPoint("localhost", 80), new byte[SocketAddress.MaxLength]));

        Assert.Contains("localhost", refused.Message, StringComparison.Ordinal);
    }
}
