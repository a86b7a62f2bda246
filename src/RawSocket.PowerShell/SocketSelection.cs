using System.Diagnostics;
using System.Net;
using RawSockets.Diagnostics;
using RawSockets.Diagnostics.Watching;
using RawSockets.Echo;

namespace RawSockets.PowerShell;

/// <summary>Whose rows of the kernel's list are meant by an object that is no socket of ours.</summary>
/// <param name="Protocols">The only protocols that it can have; null for any.</param>
/// <param name="ProcessId">The process that has the sockets, where that says more than the rest.</param>
/// <param name="Ports">Own ports that it has; none for any.</param>
/// <param name="Matches">Whether a row is its.</param>
internal sealed record SocketSelection(
    IReadOnlyList<SocketProtocol>? Protocols, int? ProcessId, IReadOnlyList<SocketPorts> Ports, Predicate<SocketState> Matches)
{
    /// <returns>The rows that an object means, or null when it means none.</returns>
    internal static SocketSelection? Of(object? item) => item switch
    {
        SocketSelection selection => selection,
        Process process => new(null, process.Id, [], static _ => true),
        EchoServer server => new(
            [.. server.LocalEndPoints.SelectMany(ProtocolsAt).Distinct()],
            Environment.ProcessId,
            PortsOf(server.LocalEndPoints),
            row => server.LocalEndPoints.Any(place => IsAt(row.LocalEndPoint, place))),
        EchoSession session => new(
            session.LocalEndPoint is { } own ? ProtocolsAt(own) : null,
            Environment.ProcessId,
            PortsOf([session.LocalEndPoint]),
            row => IsSame(row.LocalEndPoint, session.LocalEndPoint) && IsSame(row.RemoteEndPoint, session.RemoteEndPoint)),
        SocketTransition change => Of(change.Socket),
        SocketState known => new(
            [known.Protocol],
            null,
            PortsOf([known.LocalEndPoint]),
            row => known.LocalEndPoint is IPEndPoint
                ? IsSame(row.LocalEndPoint, known.LocalEndPoint) && IsSame(row.RemoteEndPoint, known.RemoteEndPoint)
                : row.Cookie == known.Cookie),
        _ => null,
    };

    /// <summary>A query for its rows among those of another.</summary>
    internal SocketStateQuery Narrow(SocketStateQuery query) => query with
    {
        LocalPorts = Ports.Count > 0 && query.LocalPorts.Count == 0 ? Ports : query.LocalPorts,
        Owner = ProcessId is { } id ? owner => owner.ProcessId == id && (query.Owner?.Invoke(owner) ?? true) : query.Owner,
    };

    private static IReadOnlyList<SocketProtocol> ProtocolsAt(EndPoint place) => place switch
    {
        IPEndPoint => SocketStateQuery.InternetProtocols,
        UnixEndPoint => [SocketProtocol.Unix],
        VsockEndPoint => [SocketProtocol.Vsock],
        _ => [],
    };

    private static IReadOnlyList<SocketPorts> PortsOf(IReadOnlyList<EndPoint?> places) =>
        places.All(static place => place is IPEndPoint) ? [.. places.Select(static place => new SocketPorts(((IPEndPoint)place!).Port))] : [];

    // A server at all addresses has connections at each.
    private static bool IsAt(EndPoint? own, EndPoint place) => own is IPEndPoint there && place is IPEndPoint listened
        ? there.Port == listened.Port
            && (listened.Address.Equals(IPAddress.Any) || listened.Address.Equals(IPAddress.IPv6Any) || IsSame(own, place))
        : IsSame(own, place);

    // The kernel lists an IPv4 address of an IPv6 socket in the form of IPv6.
    private static bool IsSame(EndPoint? one, EndPoint? other) => one is IPEndPoint first && other is IPEndPoint second
        ? first.Port == second.Port && Plain(first.Address).Equals(Plain(second.Address))
        : Equals(one, other);

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
