using System.Net;
using CsCheck;

namespace RawSockets.Tests;

/// <summary>Addresses of all shapes: random ones, and those with many zeros, which have short spellings.</summary>
internal static class AddressGen
{
    private static readonly Gen<byte[]> s_group = Gen.OneOf(Gen.Const(new byte[2]), Gen.Select(Gen.Byte, static low => new byte[] { 0, low }), Gen.Byte.Array[2]);
    private static readonly Gen<byte[]> s_mapped = Gen.Byte.Array[4].Select(static v4 => IPAddress.Parse($"::ffff:{new IPAddress(v4)}").GetAddressBytes());

    internal static readonly Gen<IPAddress> V4 = Gen.Byte.Array[4].Select(static bytes => new IPAddress(bytes));

    internal static readonly Gen<IPAddress> V6 = Gen
        .OneOf(s_group.Array[8].Select(static groups => groups.SelectMany(static group => group).ToArray()), Gen.Byte.Array[16], s_mapped)
        .Select(static bytes => new IPAddress(bytes));

    internal static readonly Gen<IPAddress> V6WithScope = Gen.Select(V6, Gen.UInt, static (address, scope) => new IPAddress(address.GetAddressBytes(), scope));

    internal static readonly Gen<IPEndPoint> EndPoint = Gen.Select(
        Gen.OneOf(V4, V6, V6WithScope),
        Gen.Int[0, 65535],
        static (address, port) => new IPEndPoint(address, port));
}
