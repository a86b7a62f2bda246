using System.Collections.Concurrent;

namespace RawSockets.Diagnostics;

/// <summary>
/// Reads the kernel's list of sockets, sock_diag(7), over netlink. Rows come as they arrive, so memory does not grow with their number
/// beyond a cookie for each. The rows share what is looked up once for all of them: owners, names of interfaces, control groups.
/// </summary>
public sealed partial class SocketStateReader
{
    private readonly NetworkNamespace? _place;
    private readonly ConcurrentDictionary<int, string?> _interfaces = new();
    private readonly ControlGroups _groups = new();

    /// <summary>Makes a reader.</summary>
    /// <param name="place">The network namespace; null for the one of the calling thread.</param>
    public SocketStateReader(NetworkNamespace? place = null) => _place = place;

    /// <summary>Lists sockets.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The sockets; nothing is asked before the first is taken.</returns>
    /// <exception cref="RawSocketException">
    /// The kernel refused (sock_diag,ENOENT for a protocol without a listing), its table stays in motion (sock_diag,EINTR, after the rows
    /// that were read), or its reply makes no sense (sock_diag,EBADMSG).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<SocketState> Read(SocketStateQuery query, CancellationToken cancellationToken = default) =>
        Read(query, Deadline.None, cancellationToken);

    /// <summary>As <see cref="Read(SocketStateQuery, CancellationToken)"/>, with as many rows at a time as the kernel sends together.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The sockets; nothing is asked before the first are taken.</returns>
    /// <exception cref="RawSocketException">As for <see cref="Read(SocketStateQuery, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<IReadOnlyList<SocketState>> ReadBatches(SocketStateQuery query, CancellationToken cancellationToken = default) =>
        Batches(query, Deadline.None, cancellationToken);

    internal IEnumerable<SocketState> Read(SocketStateQuery query, Deadline deadline, CancellationToken cancellationToken) =>
        Batches(query, deadline, cancellationToken).SelectMany(static batch => batch);

    private IEnumerable<List<SocketState>> Batches(SocketStateQuery query, Deadline deadline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        SocketStateFilter filter = new(query, Indexes(query.InterfaceNames));
        return filter.IsImpossible
            ? []
            : query.Protocols.SelectMany(protocol => Listings(query, filter, protocol))
                .SelectMany(dump => dump.Batches(deadline, cancellationToken))
                .Select(filter.Apply)
                .Where(static batch => batch.Count > 0);
    }

    internal string? InterfaceName(int index) => _interfaces.GetOrAdd(index, static (number, reader) => reader.Inside(() => Interop.InterfaceName.Of(number)), this);

    internal string? Cgroup(ulong id) => _groups.PathOf(id);

    private IEnumerable<DiagDump<SocketState>> Listings(SocketStateQuery query, SocketStateFilter filter, SocketProtocol protocol)
    {
        switch (protocol)
        {
            case SocketProtocol.Unix:
                return [Dump(DiagRequest.ForUnix(query.States), UnixDiagReader.For(this))];
            case SocketProtocol.Packet:
                return [Dump(DiagRequest.ForPacket(), PacketDiagReader.For(this))];
            case SocketProtocol.Netlink:
                return [Dump(DiagRequest.ForNetlink(), NetlinkDiagReader.For(this))];
            case SocketProtocol.Vsock:
                return [Dump(DiagRequest.ForVsock(query.States), VsockDiagReader.For(this))];
            default:
                // Only for TCP the details cost much, as it alone has connections by the ten thousands.
                bool detailed = query.IncludeInfo || protocol != SocketProtocol.Tcp;
                return filter.Families.Select(family => Dump(
                    DiagRequest.For(query, family, protocol, filter.Interfaces, detailed),
                    InetDiagReader.For(this, protocol, detailed)));
        }
    }

    private DiagDump<SocketState> Dump(byte[] request, DiagRowReader<SocketState> reader) =>
        new(request, reader, static row => row.Cookie, () => DiagChannel.Open(_place));

    private int[] Indexes(IReadOnlyList<string> names) =>
        names.Count == 0 ? [] : Inside(() => names.Select(static name => Interop.InterfaceName.IndexOf(name)).Where(static index => index > 0).ToArray());

    private T Inside<T>(Func<T> call) => _place is null ? call() : _place.Run(call);
}
