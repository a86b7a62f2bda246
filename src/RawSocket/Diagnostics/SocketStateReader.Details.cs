using System.Runtime.CompilerServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <content>What the kernel tells of one socket only when asked: struct tcp_info, congestion control, memory.</content>
public sealed partial class SocketStateReader
{
    private const int DetailPatienceMilliseconds = 1000;

    /// <returns>The attributes of the socket; null when it is gone.</returns>
    internal byte[]? Details(InetSocketState row)
    {
        using (CallTrace.To(null))
        {
            return Attributes(row, DiagRequest.ForDetails(row)) ?? (row.State == TcpState.Listen ? Attributes(row, Listeners(row)) : null);
        }
    }

    // Of several listeners at one address the kernel finds the one that it would give a connection to, which may be another than this.
    private static byte[] Listeners(InetSocketState row) => DiagRequest.For(
        new SocketStateQuery { States = TcpStates.Listen, LocalPorts = [(int)row.LocalPort!] }, row.Family, row.Protocol, [], detailed: true);

    private byte[]? Attributes(InetSocketState row, byte[] request)
    {
        DiagDump<(ulong Cookie, byte[] Attributes)> dump = new(
            request,
            static body => (DiagRow.Header<InetDiagMessage>(body, out _).Id.Cookie, body[Unsafe.SizeOf<InetDiagMessage>()..].ToArray()),
            static one => one.Cookie,
            () => DiagChannel.Open(_place));
        try
        {
            return dump.Rows(Deadline.After(DetailPatienceMilliseconds), CancellationToken.None).FirstOrDefault(one => one.Cookie == row.Cookie).Attributes;
        }
        catch (RawSocketException)
        {
            // It is gone, or has become another.
            return null;
        }
    }
}
