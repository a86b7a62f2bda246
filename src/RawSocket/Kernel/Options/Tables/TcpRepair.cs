using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // tcp(7), moving a connection from one process to another
        private static SocketOption[] TcpRepair() =>
        [
            new(
                "Repair", "TCP_REPAIR", Levels.Tcp, 19, ValueKind.Integer, ReadWrite,
                "Take the connection apart or put it together without sending: 1 on, 0 off, -1 off without a probe; needs CAP_NET_ADMIN.")
            {
                On = Kinds.Tcp,
                Minimum = -1,
                Maximum = 1,
            },
            new(
                "RepairQueue", "TCP_REPAIR_QUEUE", Levels.Tcp, 20, ValueKind.Integer, ReadWrite,
                "The queue that repairing works on: 0 none, 1 receive, 2 send.") { On = Kinds.Tcp, Minimum = 0, Maximum = 2 },
            new(
                "RepairQueueSequence", "TCP_QUEUE_SEQ", Levels.Tcp, 21, ValueKind.Unsigned, ReadWrite,
                "The sequence number of the queue that repairing works on.") { On = Kinds.Tcp },
            new(
                "RepairOptions", "TCP_REPAIR_OPTIONS", Levels.Tcp, 22, ValueKind.Bytes, Write,
                "What was agreed in the handshake, an array of struct tcp_repair_opt.") { On = Kinds.Tcp },
            new(
                "TcpTimestamp", "TCP_TIMESTAMP", Levels.Tcp, 24, ValueKind.Unsigned, ReadWrite,
                "The connection's timestamp value; set only while repairing.") { On = Kinds.Tcp },
            new(
                "RepairWindow", "TCP_REPAIR_WINDOW", Levels.Tcp, 29, ValueKind.Bytes, ReadWrite,
                "The connection's windows while repairing, a struct tcp_repair_window.") { On = Kinds.Tcp },
            new(
                "RepairAuthentication", "TCP_AO_REPAIR", Levels.Tcp, 42, ValueKind.Bytes, ReadWrite,
                "The state of the TCP authentication option while repairing, a struct tcp_ao_repair.") { On = Kinds.Tcp },
        ];
    }
}
