using System.Net;
using System.Globalization;

namespace RawSockets.Diagnostics;

/// <summary>One socket between virtual machines and their host, vsock(7).</summary>
public sealed class VsockSocketState : SocketState
{
    private readonly Interop.VsockDiagMessage _row;

    internal VsockSocketState(SocketStateReader reader, in Interop.VsockDiagMessage row)
        : base(reader) => _row = row;

    /// <inheritdoc/>
    public override SocketProtocol Protocol => SocketProtocol.Vsock;

    /// <inheritdoc/>
    public override AddressFamily Family => AddressFamily.Vsock;

    /// <inheritdoc/>
    public override SocketType Type => (SocketType)_row.Type;

    /// <inheritdoc/>
    public override TcpState State => (TcpState)_row.State;

    /// <summary>The context identifier of this side, or * for any.</summary>
    public override string LocalAddress => Text(_row.LocalCid);

    /// <summary>The port; 4294967295 for none yet.</summary>
    public override long? LocalPort => _row.LocalPort;

    /// <summary>The context identifier of the peer, or * for none.</summary>
    public override string RemoteAddress => Text(_row.RemoteCid);

    /// <summary>The peer's port; 4294967295 for none.</summary>
    public override long? RemotePort => _row.RemotePort;

    /// <inheritdoc/>
    public override EndPoint LocalEndPoint => new VsockEndPoint(_row.LocalCid, _row.LocalPort);

    /// <inheritdoc/>
    public override EndPoint RemoteEndPoint => new VsockEndPoint(_row.RemoteCid, _row.RemotePort);

    /// <summary>0: the kernel does not tell.</summary>
    public override long ReceiveQueue => 0;

    /// <summary>0: the kernel does not tell.</summary>
    public override long SendQueue => 0;

    /// <inheritdoc/>
    public override uint Inode => _row.Inode;

    /// <inheritdoc/>
    public override ulong Cookie => ((ulong)_row.CookieHigh << 32) | _row.CookieLow;

    /// <inheritdoc/>
    public override SocketShutdown? Shutdown => (SocketShutdown)_row.Shutdown;

    private static string Text(uint cid) => cid == VsockEndPoint.AnyCid ? "*" : cid.ToString(CultureInfo.InvariantCulture);
}
