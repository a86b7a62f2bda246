using System.Buffers.Binary;
using System.Net;
using RawSockets.Interop;

namespace RawSockets.Diagnostics.Watching;

/// <summary>Rows that are made of what an event says, and questions about rows.</summary>
internal static class SocketRows
{
    internal static InetSocketState Make(SocketStateReader reader, IPEndPoint local, IPEndPoint remote, TcpState state) => new(
        reader,
        SocketProtocol.Tcp,
        new InetDiagMessage
        {
            Family = (byte)SocketAddress.FamilyOf(local),
            State = (byte)state,
            Id = Id(local, remote),
        },
        default,
        details: []);

    internal static InetDiagSocketId Id(IPEndPoint local, IPEndPoint remote)
    {
        InetDiagSocketId id = new()
        {
            LocalPort = BinaryPrimitives.ReverseEndianness((ushort)local.Port),
            RemotePort = BinaryPrimitives.ReverseEndianness((ushort)remote.Port),
            Interface = local.Address.IsIPv6LinkLocal ? (uint)local.Address.ScopeId : 0,
        };
        local.Address.TryWriteBytes(id.LocalAddress, out _);
        remote.Address.TryWriteBytes(id.RemoteAddress, out _);
        return id;
    }

    /// <summary>Whether it is the small record that the kernel keeps of a connection in FIN_WAIT2 or TIME_WAIT when the socket is gone.</summary>
    internal static bool IsRecord(SocketState row) => row is { Timer: SocketTimer.TimeWait, Inode: 0 };

    /// <summary>The state of a socket that is not there: for TCP that is a state of its own, RFC 9293, section 3.3.2.</summary>
    internal static TcpState? Absent(SocketState row) => row.Protocol is SocketProtocol.Tcp or SocketProtocol.Mptcp ? TcpState.Closed : null;
}
