namespace RawSockets.Diagnostics;

/// <summary>
/// The kernel's list of sockets, sock_diag(7), read over netlink. Rows come as they arrive, so memory does not grow with their number
/// beyond a cookie for each.
/// </summary>
public static class SocketDiag
{
    private const int PatienceMilliseconds = 10_000;

    /// <summary>Lists internet sockets: TCP, UDP and every other protocol that the kernel has a listing for.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The sockets; nothing is asked before the first is taken.</returns>
    /// <exception cref="RawSocketException">
    /// The kernel refused (sock_diag,ENOENT for a protocol without a listing), or its reply makes no sense (sock_diag,EBADMSG).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<InetSocketEntry> Inet(InetSocketQuery query, CancellationToken cancellationToken = default) =>
        Inet(query, Deadline.After(PatienceMilliseconds), cancellationToken);

    /// <summary>Lists Unix sockets.</summary>
    /// <param name="states">Only those in these states.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The sockets; nothing is asked before the first is taken.</returns>
    /// <exception cref="RawSocketException">The kernel refused, or its reply makes no sense.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<UnixSocketEntry> Unix(TcpStates states = TcpStates.Listed, CancellationToken cancellationToken = default) =>
        Unix(states, Deadline.After(PatienceMilliseconds), cancellationToken);

    internal static IEnumerable<InetSocketEntry> Inet(InetSocketQuery query, Deadline deadline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        DiagDump<InetSocketEntry> dump = new(DiagRequest.For(query), InetDiagReader.For(query.Protocol), static row => row.Cookie);
        return dump.Rows(deadline, cancellationToken);
    }

    internal static IEnumerable<UnixSocketEntry> Unix(TcpStates states, Deadline deadline, CancellationToken cancellationToken)
    {
        DiagDump<UnixSocketEntry> dump = new(DiagRequest.ForUnix(states), UnixDiagReader.Read, static row => row.Cookie);
        return dump.Rows(deadline, cancellationToken);
    }
}
