using System.Net;
using CsCheck;

namespace RawSockets.Tests.Families;

/// <summary>Endpoints of every family go through text and through struct sockaddr unchanged.</summary>
public sealed class EndPointTextTests
{
    private static readonly Gen<EndPoint> s_inet = Gen.Select(Gen.Byte.Array[4], Gen.Int[0, 65535], static (a, p) => (EndPoint)new IPEndPoint(new IPAddress(a), p));
    private static readonly Gen<EndPoint> s_inet6 = Gen.Select(Gen.Byte.Array[16], Gen.Int[0, 65535], static (a, p) => (EndPoint)new IPEndPoint(new IPAddress(a), p));
    private static readonly Gen<EndPoint> s_path = Gen.Byte[1, 255].Array[1, 108].Select(static b => (EndPoint)UnixEndPoint.FromName(b, isAbstract: false));
    private static readonly Gen<EndPoint> s_abstract = Gen.Byte.Array[1, 107].Select(static b => (EndPoint)UnixEndPoint.FromName(b, isAbstract: true));
    private static readonly Gen<EndPoint> s_vsock = Gen.Select(Gen.UInt, Gen.UInt, static (c, p) => (EndPoint)new VsockEndPoint(c, p));
    private static readonly Gen<EndPoint> s_netlink = Gen.Select(Gen.UInt, Gen.UInt, static (i, g) => (EndPoint)new NetlinkEndPoint(i, g));
    private static readonly Gen<EndPoint> s_packet = Gen.Select(Gen.UShort, Gen.Byte.Array[0, 8], static (p, h) => (EndPoint)new PacketEndPoint(p, 1, h));
    private static readonly Gen<EndPoint> s_any = Gen.OneOf(s_inet, s_inet6, s_path, s_abstract, s_vsock, s_netlink, s_packet, Gen.Const((EndPoint)UnixEndPoint.Unnamed));

    private static readonly int[] s_numbers = [0, 1, 2, 10, 16, 17, 40, 99];
    private static readonly Gen<int> s_families = Gen.Int[0, s_numbers.Length - 1].Select(static index => s_numbers[index]);

    [Fact]
    public void Text_is_read_back_as_the_same_endpoint() => s_any.Sample(
        static endPoint =>
        {
            Assert.True(EndPointParser.TryParse(endPoint.ToString(), out EndPoint? read), endPoint.ToString());
            Assert.Equal(endPoint, read);
        },
        iter: 50_000);

    [Fact]
    public void A_socket_address_is_read_back_as_the_same_endpoint() => s_any.Sample(
        static endPoint =>
        {
            byte[] address = new byte[SocketAddress.MaxLength];
            int length = SocketAddress.Write(endPoint, address);
            Assert.Equal(SocketAddress.FamilyOf(endPoint), SocketAddress.FamilyOf(address));
            Assert.Equal(endPoint, SocketAddress.Read(address.AsSpan(0, length)));
        },
        iter: 50_000);

    [Fact]
    public void Malformed_addresses_are_no_endpoint_and_no_crash() => Gen.Select(s_families, Gen.Byte.Array[0, 130]).Sample(
        static (family, rest) => { _ = SocketAddress.Read([.. BitConverter.GetBytes((ushort)family), .. rest])?.ToString(); },
        iter: 100_000);

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("::1:80")]
    [InlineData("[::1]")]
    [InlineData("vsock:1")]
    [InlineData("vsock:x:1")]
    [InlineData("netlink:1:g")]
    [InlineData("packet:no-such-interface:0x3")]
    [InlineData("packet:*:0x10000")]
    public void What_is_no_endpoint_is_refused(string text) => Assert.False(EndPointParser.TryParse(text, out EndPoint? _));
}
