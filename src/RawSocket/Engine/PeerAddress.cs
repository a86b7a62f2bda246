using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets.Engine;

/// <summary>An internet address and port in 24 bytes; an IPEndPoint is made of it only when somebody looks.</summary>
internal readonly struct PeerAddress : IEquatable<PeerAddress>
{
    private const int FamilyInet = 2;
    private const int FamilyInet6 = 10;
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly uint _scope;
    private readonly ushort _port;
    private readonly ushort _family;

    private PeerAddress(UInt128 address, uint scope, ushort port, ushort family)
    {
        _high = (ulong)(address >> 64);
        _low = (ulong)address;
        _scope = scope;
        _port = port;
        _family = family;
    }

    /// <summary>Whether it is of a family that fits in here.</summary>
    internal bool IsInternet => _family != 0;

    /// <summary>The address as the limits count it: IPv4 also when it came in by an IPv6 socket, and without the port.</summary>
    internal UInt128 Host => IsMapped ? _low & uint.MaxValue : new UInt128(_high, _low);

    // ::ffff:0:0/96, RFC 4291 section 2.5.5.2.
    private bool IsMapped => _family == FamilyInet6 && _high == 0 && _low >> 32 == 0xFFFF;

    internal static PeerAddress OfV4(uint address, ushort port) => new(address, 0, port, FamilyInet);

    /// <summary>The address and port of an IPv4 peer; a connected one never has port 0.</summary>
    internal bool TryGetV4(out uint address, out ushort port)
    {
        bool isV4 = _family == FamilyInet && _port != 0;
        address = isV4 ? (uint)_low : 0;
        port = isV4 ? _port : (ushort)0;
        return isV4;
    }

    /// <summary>Reads struct sockaddr_in and sockaddr_in6, ip(7), ipv6(7); any other family gives an empty address.</summary>
    internal static PeerAddress Read(ReadOnlySpan<byte> name)
    {
        int family = name.Length < 2 ? 0 : MemoryMarshal.Read<ushort>(name);
        return family switch
        {
            FamilyInet when name.Length >= 8 => new PeerAddress(
                BinaryPrimitives.ReadUInt32BigEndian(name[4..]), 0, BinaryPrimitives.ReadUInt16BigEndian(name[2..]), FamilyInet),
            FamilyInet6 when name.Length >= 28 => new PeerAddress(
                BinaryPrimitives.ReadUInt128BigEndian(name[8..]), MemoryMarshal.Read<uint>(name[24..]), BinaryPrimitives.ReadUInt16BigEndian(name[2..]), FamilyInet6),
            _ => default,
        };
    }

    /// <summary>The address alone, IPv4 also when it came in by an IPv6 socket; null for another family.</summary>
    internal IPAddress? ToAddress() => _family switch
    {
        FamilyInet => V4(),
        FamilyInet6 when IsMapped => V4(),
        FamilyInet6 => V6(),
        _ => null,
    };

    /// <summary>The endpoint as the socket's family has it; null for another family.</summary>
    internal IPEndPoint? ToEndPoint() => _family switch
    {
        FamilyInet => new IPEndPoint(V4(), _port),
        FamilyInet6 => new IPEndPoint(V6(), _port),
        _ => null,
    };

    public bool Equals(PeerAddress other) =>
        _high == other._high && _low == other._low && _port == other._port && _scope == other._scope && _family == other._family;

    public override bool Equals(object? obj) => obj is PeerAddress other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_high, _low, _port, _scope, _family);

    private IPAddress V4()
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_low);
        return new IPAddress(bytes);
    }

    private IPAddress V6()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, new UInt128(_high, _low));
        return new IPAddress(bytes, _scope);
    }
}
