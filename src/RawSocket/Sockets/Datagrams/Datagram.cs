using System.Net;
using System.Text;

namespace RawSockets;

/// <summary>A received datagram: its bytes, and what the kernel knows of its way.</summary>
public sealed class Datagram
{
    internal Datagram(byte[] data, EndPoint? remoteEndPoint, int length)
    {
        Data = data;
        RemoteEndPoint = remoteEndPoint;
        Length = length;
    }

    /// <summary>The bytes; none for a datagram of length zero, which is no end of anything.</summary>
    public byte[] Data { get; }

    /// <summary>The bytes as text in the encoding that the receive was given.</summary>
    public string Text => Encoding.GetString(Data);

    /// <summary>The sender; null or unnamed where it has no address.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>The address of this machine that it was sent to (IP_PKTINFO); null where the kernel does not tell.</summary>
    public IPAddress? LocalAddress { get; init; }

    /// <summary>The index of the interface that it came in by (IP_PKTINFO); 0 where the kernel does not tell.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>The name of the interface that it came in by; null where the kernel does not tell.</summary>
    public string? InterfaceName => InterfaceIndex == 0 ? null : Interop.InterfaceName.Of(InterfaceIndex);

    /// <summary>Whether it was longer than the room for it; what did not fit is lost.</summary>
    public bool Truncated { get; init; }

    /// <summary>Its length as it was sent, in bytes; of one that was cut, what the kernel tells of it.</summary>
    public int Length { get; }

    /// <summary>When the kernel received it (SO_TIMESTAMPNS); null where it does not tell.</summary>
    public DateTimeOffset? ReceiveTime { get; init; }

    /// <summary>The time-to-live or hop limit that it arrived with, when that was asked for by an option.</summary>
    public int? TimeToLive { get; init; }

    /// <summary>The type of service or traffic class that it arrived with, when that was asked for by an option.</summary>
    public int? TypeOfService { get; init; }

    /// <summary>Where it was sent to, port included, before a firewall gave it to this socket, when that was asked for by an option.</summary>
    public EndPoint? OriginalDestination { get; init; }

    /// <summary>The size of the datagrams that the kernel joined to this one (UDP_GRO); null where it joined none.</summary>
    public int? SegmentSize { get; init; }

    /// <summary>Who sent it, on a Unix socket with PassCredentials.</summary>
    public PeerCredentials? Credentials { get; init; }

    internal Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <inheritdoc/>
    public override string ToString() => $"{Length} bytes from {RemoteEndPoint?.ToString() ?? "nobody"}";
}
