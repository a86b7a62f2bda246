using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads rows of internet sockets: struct inet_diag_msg and the attributes behind it.</summary>
internal static class InetDiagReader
{
    private const int InetAddressSize = 4;

    /// <summary>A reader for rows of a protocol, which a row itself names only for raw sockets.</summary>
    internal static DiagRowReader<InetSocketEntry> For(ProtocolType protocol) => body => Read(body, protocol);

    /// <exception cref="RawSocketException">The row is cut off or of another family: sock_diag,EBADMSG.</exception>
    internal static InetSocketEntry Read(ReadOnlySpan<byte> body, ProtocolType protocol)
    {
        int size = Unsafe.SizeOf<InetDiagMessage>();
        if (body.Length < size)
        {
            throw DiagErrors.Malformed($"a row has {body.Length} bytes instead of {size}");
        }

        InetDiagMessage row = MemoryMarshal.Read<InetDiagMessage>(body);
        bool? only = null;
        NetlinkAttributes attributes = new(body[size..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case InetDiagMessage.ProtocolAttribute:
                    protocol = (ProtocolType)attributes.Read<byte>();
                    break;
                case InetDiagMessage.IPv6OnlyAttribute:
                    only = attributes.Read<byte>() != 0;
                    break;
            }
        }

        return new InetSocketEntry
        {
            Family = (AddressFamily)row.Family,
            Protocol = protocol,
            State = (TcpState)row.State,
            LocalEndPoint = EndPoint(row.Family, row.Id.LocalAddress, row.Id.LocalPort, row.Id.Interface),
            RemoteEndPoint = EndPoint(row.Family, row.Id.RemoteAddress, row.Id.RemotePort, row.Id.Interface),
            InterfaceIndex = (int)row.Id.Interface,
            ReceiveQueue = row.ReceiveQueue,
            SendQueue = row.SendQueue,
            UserId = row.UserId,
            Inode = row.Inode,
            Cookie = ((ulong)row.Id.CookieHigh << 32) | row.Id.CookieLow,
            Timer = (SocketTimer)row.Timer,
            TimerExpires = TimeSpan.FromMilliseconds(row.Timer == 0 ? 0 : row.ExpiresMilliseconds),
            Retransmits = row.Retransmits,
            IPv6Only = only,
        };
    }

    private static IPEndPoint EndPoint(byte family, ReadOnlySpan<byte> address, ushort port, uint scope)
    {
        int hostPort = BinaryPrimitives.ReverseEndianness(port);
        switch ((AddressFamily)family)
        {
            case AddressFamily.Inet:
                return new IPEndPoint(new IPAddress(address[..InetAddressSize]), hostPort);
            case AddressFamily.Inet6:
                IPAddress whole = new(address);
                return new IPEndPoint(whole.IsIPv6LinkLocal ? new IPAddress(address, scope) : whole, hostPort);
            default:
                throw DiagErrors.Malformed($"a row is of family {family}");
        }
    }
}
