using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // vsock(7)
        private static SocketOption[] VsockLevel() =>
        [
            new(
                "VsockBuffer", "SO_VM_SOCKETS_BUFFER_SIZE", Levels.Vsock, 0, ValueKind.Unsigned64, ReadWrite,
                "Bytes of the receive buffer, between the two limits.") { On = Kinds.Vsock },
            new(
                "VsockBufferMinimum", "SO_VM_SOCKETS_BUFFER_MIN_SIZE", Levels.Vsock, 1, ValueKind.Unsigned64, ReadWrite,
                "The least that the buffer can be set to, in bytes.") { On = Kinds.Vsock },
            new(
                "VsockBufferMaximum", "SO_VM_SOCKETS_BUFFER_MAX_SIZE", Levels.Vsock, 2, ValueKind.Unsigned64, ReadWrite,
                "The most that the buffer can be set to, in bytes.") { On = Kinds.Vsock },
            new(
                "VsockConnectTimeout", "SO_VM_SOCKETS_CONNECT_TIMEOUT", Levels.Vsock, 6, ValueKind.TimeVal, ReadWrite,
                "How long connect waits for the other side; 2 s unless it is set.") { On = Kinds.Vsock },
        ];
    }
}
