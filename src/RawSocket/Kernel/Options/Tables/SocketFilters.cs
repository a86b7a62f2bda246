using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // socket(7), filters
        private static SocketOption[] SocketFilters() =>
        [
            new(
                "AttachFilter", "SO_ATTACH_FILTER", Levels.Socket, 26, ValueKind.Filter, ReadWrite,
                "The classic BPF program that says which packets the socket receives.") { On = Kinds.NotMptcp },
            new(
                "DetachFilter", "SO_DETACH_FILTER", Levels.Socket, 27, ValueKind.Action, Write,
                "Remove the filter.") { On = Kinds.NotMptcp },
            new(
                "LockFilter", "SO_LOCK_FILTER", Levels.Socket, 44, ValueKind.Boolean, ReadWrite,
                "Whether the filter can no longer be changed; it cannot be unlocked.") { On = Kinds.NotMptcp },
            new(
                "AttachBpf", "SO_ATTACH_BPF", Levels.Socket, 50, ValueKind.Integer, Write,
                "The descriptor of an extended BPF program that says which packets the socket receives.")
            {
                On = Kinds.NotMptcp,
                Minimum = 0,
            },
            new(
                "AttachReusePortFilter", "SO_ATTACH_REUSEPORT_CBPF", Levels.Socket, 51, ValueKind.Filter, Write,
                "The classic BPF program that chooses among sockets that share a port.") { On = Kinds.NotMptcp },
            new(
                "AttachReusePortBpf", "SO_ATTACH_REUSEPORT_EBPF", Levels.Socket, 52, ValueKind.Integer, Write,
                "The descriptor of an extended BPF program that chooses among sockets that share a port.")
            {
                On = Kinds.NotMptcp,
                Minimum = 0,
            },
            new(
                "DetachReusePortBpf", "SO_DETACH_REUSEPORT_BPF", Levels.Socket, 68, ValueKind.Action, Write,
                "Remove the program that chooses among sockets that share a port.") { On = Kinds.NotMptcp },
        ];
    }
}
