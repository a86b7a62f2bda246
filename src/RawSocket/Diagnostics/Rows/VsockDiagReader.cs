using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads rows of vsock sockets: struct vsock_diag_msg; it has no attributes yet, and what a newer kernel adds is passed over.</summary>
internal static class VsockDiagReader
{
    internal static DiagRowReader<SocketState> For(SocketStateReader reader) => body =>
    {
        VsockDiagMessage row = DiagRow.Header<VsockDiagMessage>(body, out _);
        DiagRow.ExpectFamily(row.Family, AddressFamily.Vsock);
        return new VsockSocketState(reader, row);
    };
}
