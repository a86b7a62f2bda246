using System.Net;

namespace RawSockets.Diagnostics;

/// <summary>A query, ready to be asked of every row. What the kernel has decided already is decided again; that costs little.</summary>
internal sealed class SocketStateFilter
{
    private readonly SocketStateQuery _query;
    private readonly bool _isOpen;

    internal SocketStateFilter(SocketStateQuery query, int[] interfaces)
    {
        _query = query;
        Interfaces = interfaces;
        _isOpen = query.LocalAddresses.Count + query.RemoteAddresses.Count + query.LocalPorts.Count + query.RemotePorts.Count + interfaces.Length == 0
            && query.Owner is null;
        IsImpossible = query.InterfaceNames.Count > 0 && interfaces.Length == 0;
        Families = [.. FamiliesOf(query)];
    }

    internal IReadOnlyList<int> Interfaces { get; }

    /// <summary>Whether nothing can match, as no interface has one of the names.</summary>
    internal bool IsImpossible { get; }

    /// <summary>The internet families in which something can match.</summary>
    internal IReadOnlyList<AddressFamily> Families { get; }

    /// <summary>Takes out what does not match.</summary>
    internal List<SocketState> Apply(List<SocketState> rows)
    {
        rows.RemoveAll(row => !Matches(row));
        return rows;
    }

    internal bool Matches(SocketState row) =>
        HasState(row.State)
        && (_isOpen
            || (Has(_query.LocalPorts, row.LocalPort) && Has(_query.RemotePorts, row.RemotePort)
                && (Interfaces.Count == 0 || Interfaces.Contains(row.InterfaceIndex))
                && Has(_query.LocalAddresses, row.LocalEndPoint, row.LocalAddress) && Has(_query.RemoteAddresses, row.RemoteEndPoint, row.RemoteAddress)
                && (_query.Owner is null || row.Owners.Any(_query.Owner))));

    // A socket that is only bound was asked for by a bit of its own, and says that it is closed.
    private bool HasState(TcpState state) =>
        ((int)_query.States & (1 << (int)state)) != 0 || (state == TcpState.Closed && _query.States.HasFlag(TcpStates.Bound));

    private static bool Has(IReadOnlyList<SocketPorts> ranges, long? port)
    {
        foreach (SocketPorts range in ranges)
        {
            if (range.Contains(port))
            {
                return true;
            }
        }

        return ranges.Count == 0;
    }

    private static bool Has(IReadOnlyList<AddressPattern> patterns, EndPoint? endPoint, string? name) =>
        patterns.Count == 0 || patterns.Any(pattern => endPoint is IPEndPoint ip ? pattern.Matches(ip.Address) : pattern.Matches(name));

    private static IEnumerable<AddressFamily> FamiliesOf(SocketStateQuery query) =>
        query.Family is { } only ? [only] : [AddressFamily.Inet, AddressFamily.Inet6];
}
