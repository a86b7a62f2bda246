using System.Runtime.CompilerServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads rows of internet sockets: struct inet_diag_msg and the attributes behind it, which are checked and kept.</summary>
internal static class InetDiagReader
{
    /// <summary>A reader for rows of a protocol, which the rows themselves do not name.</summary>
    /// <param name="reader">Where the rows come from.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="detailed">Whether all attributes were asked for.</param>
    internal static DiagRowReader<SocketState> For(SocketStateReader reader, SocketProtocol protocol, bool detailed) => body =>
    {
        InetDiagMessage row = DiagRow.Header<InetDiagMessage>(body, out NetlinkAttributes attributes);
        if ((AddressFamily)row.Family is not (AddressFamily.Inet or AddressFamily.Inet6))
        {
            throw DiagErrors.Malformed($"a row is of family {row.Family}");
        }

        return new InetSocketState(reader, protocol, row, Checked(body, ref attributes), detailed);
    };

    // Checked now, since a property that is looked at later can't say what was wrong with a reply.
    private static byte[] Checked(ReadOnlySpan<byte> body, ref NetlinkAttributes attributes)
    {
        while (attributes.MoveNext())
        {
            int least = LeastSize(attributes.Type);
            if (attributes.Value.Length < least)
            {
                throw DiagErrors.Malformed($"attribute {attributes.Type} has {attributes.Value.Length} bytes instead of {least}");
            }
        }

        return body[Unsafe.SizeOf<InetDiagMessage>()..].ToArray();
    }

    private static int LeastSize(ushort attribute) => attribute switch
    {
        InetDiagMessage.TypeOfServiceAttribute or InetDiagMessage.TrafficClassAttribute or InetDiagMessage.ShutdownAttribute
            or InetDiagMessage.ProtocolAttribute or InetDiagMessage.IPv6OnlyAttribute => sizeof(byte),
        InetDiagMessage.MarkAttribute => sizeof(uint),
        InetDiagMessage.CgroupAttribute => sizeof(ulong),
        _ => 0,
    };
}
