using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Writes the requests of sock_diag(7), each a dump of what matches.</summary>
internal static class DiagRequest
{
    /// <summary>Every request has a netlink socket of its own, so one number serves them all.</summary>
    internal const uint Sequence = 1;

    private const int AttributeHeaderSize = 4;

    internal static byte[] For(InetSocketQuery query)
    {
        InetDiagBytecode program = InetDiagBytecode.For(query);
        bool wide = (int)query.Protocol > byte.MaxValue;
        InetDiagRequest body = new()
        {
            Family = (byte)query.Family,
            Protocol = wide ? (byte)0 : (byte)query.Protocol,
            States = (uint)query.States,
        };
        int size = NetlinkHeader.Size + Unsafe.SizeOf<InetDiagRequest>()
            + (program.Size > 0 ? AttributeHeaderSize + program.Size : 0)
            + (wide ? AttributeHeaderSize + sizeof(uint) : 0);
        byte[] request = Begin(size, body);
        int at = NetlinkHeader.Size + Unsafe.SizeOf<InetDiagRequest>();
        if (program.Size > 0)
        {
            program.Write(Attribute(request, ref at, InetDiagRequest.BytecodeAttribute, program.Size));
        }

        if (wide)
        {
            MemoryMarshal.Write(Attribute(request, ref at, InetDiagRequest.ProtocolAttribute, sizeof(uint)), (uint)query.Protocol);
        }

        return request;
    }

    internal static byte[] ForUnix(TcpStates states)
    {
        UnixDiagRequest body = new()
        {
            Family = (byte)AddressFamily.Unix,
            States = (uint)states,
            Show = UnixDiagRequest.ShowName | UnixDiagRequest.ShowFile | UnixDiagRequest.ShowPeer
                | UnixDiagRequest.ShowQueues | UnixDiagRequest.ShowUserId,
        };
        return Begin(NetlinkHeader.Size + Unsafe.SizeOf<UnixDiagRequest>(), body);
    }

    private static byte[] Begin<T>(int size, in T body)
        where T : struct
    {
        byte[] request = new byte[size];
        NetlinkHeader header = new()
        {
            Length = (uint)size,
            Type = Netlink.ByFamily,
            Flags = Netlink.Request | Netlink.Dump,
            Sequence = Sequence,
        };
        MemoryMarshal.Write(request, header);
        MemoryMarshal.Write(request.AsSpan(NetlinkHeader.Size), body);
        return request;
    }

    private static Span<byte> Attribute(byte[] request, ref int at, ushort type, int size)
    {
        MemoryMarshal.Write(request.AsSpan(at), (ushort)(AttributeHeaderSize + size));
        MemoryMarshal.Write(request.AsSpan(at + sizeof(ushort)), type);
        Span<byte> payload = request.AsSpan(at + AttributeHeaderSize, size);
        at += Netlink.Align(AttributeHeaderSize + size);
        return payload;
    }
}
