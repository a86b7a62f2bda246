using System.Globalization;
using System.Net;

namespace RawSockets;

/// <summary>The address of a packet socket, packet(7): an interface, an ethernet protocol and a hardware address.</summary>
public sealed class PacketEndPoint : EndPoint, IEquatable<PacketEndPoint>
{
    private readonly byte[] _hardwareAddress;

    /// <summary>Makes an address.</summary>
    /// <param name="protocol">The ethernet protocol, such as 0x0800 for IPv4; 0x0003 for all.</param>
    /// <param name="interfaceIndex">The interface's index; 0 for any, at bind(2).</param>
    /// <param name="hardwareAddress">The hardware address, of at most 8 bytes.</param>
    /// <param name="hardwareType">The ARP hardware type; set by the kernel.</param>
    /// <param name="packetType">Where the packet was heading, PACKET_HOST and so on; set by the kernel.</param>
    /// <exception cref="ArgumentException">The hardware address has more than 8 bytes.</exception>
    public PacketEndPoint(ushort protocol, int interfaceIndex, ReadOnlySpan<byte> hardwareAddress = default, ushort hardwareType = 0, byte packetType = 0)
    {
        if (hardwareAddress.Length > MaxHardwareAddress)
        {
            throw new ArgumentException($"A hardware address has at most {MaxHardwareAddress} bytes.", nameof(hardwareAddress));
        }

        Protocol = protocol;
        InterfaceIndex = interfaceIndex;
        _hardwareAddress = hardwareAddress.ToArray();
        HardwareType = hardwareType;
        PacketType = packetType;
    }

    /// <summary>The ethernet protocol.</summary>
    public ushort Protocol { get; }

    /// <summary>The interface's index.</summary>
    public int InterfaceIndex { get; }

    /// <summary>The interface's name; null when there is none of that index.</summary>
    public string? InterfaceName => InterfaceIndex == 0 ? null : Interop.InterfaceName.Of(InterfaceIndex);

    /// <summary>The ARP hardware type.</summary>
    public ushort HardwareType { get; }

    /// <summary>Where the packet was heading: 0 to this host, 1 broadcast, 2 multicast, 3 to another host, 4 outgoing.</summary>
    public byte PacketType { get; }

    /// <inheritdoc/>
    public override System.Net.Sockets.AddressFamily AddressFamily => System.Net.Sockets.AddressFamily.Packet;

    internal const int MaxHardwareAddress = 8;

    internal ReadOnlySpan<byte> HardwareAddressBytes => _hardwareAddress;

    /// <summary>The hardware address, as 00:11:22:33:44:55; empty when there is none.</summary>
    public string HardwareAddress => string.Join(':', Array.ConvertAll(_hardwareAddress, static b => b.ToString("x2", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public bool Equals(PacketEndPoint? other) =>
        other is not null
        && (Protocol, InterfaceIndex, HardwareType, PacketType) == (other.Protocol, other.InterfaceIndex, other.HardwareType, other.PacketType)
        && HardwareAddressBytes.SequenceEqual(other.HardwareAddressBytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PacketEndPoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Protocol, InterfaceIndex, HardwareAddress);

    /// <summary>Gives packet:interface:protocol:address.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"packet:{InterfaceName ?? (InterfaceIndex == 0 ? "*" : InterfaceIndex.ToString(CultureInfo.InvariantCulture))}:0x{Protocol:x4}:{HardwareAddress}");
}
