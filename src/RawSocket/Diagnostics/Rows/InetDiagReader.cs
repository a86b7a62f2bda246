using System.Runtime.CompilerServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads rows of internet sockets: struct inet_diag_msg and the attributes behind it.</summary>
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

        // All attributes are walked over now, since a property that is looked at later can't say what was wrong with a reply.
        return new InetSocketState(
            reader, protocol, row, InetDiagAttributes.Read(attributes), detailed ? body[Unsafe.SizeOf<InetDiagMessage>()..].ToArray() : null);
    };
}
