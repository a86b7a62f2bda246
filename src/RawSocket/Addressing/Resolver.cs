namespace RawSockets;

/// <summary>Looks names up, getaddrinfo(3).</summary>
public static partial class Resolver
{
    /// <summary>Gives all addresses of a name, in getaddrinfo's order, which is the order to try them in (gai.conf(5)).</summary>
    /// <param name="query">The question.</param>
    /// <param name="timeout">How long to wait, in milliseconds; -1 as long as the name servers take (resolv.conf(5)).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The addresses, one at least.</returns>
    /// <exception cref="ArgumentException">The name or service is empty, has a zero character, or is a port over 65535.</exception>
    /// <exception cref="AddressInfoException">There is none: getaddrinfo,EAI_NONAME, getaddrinfo,EAI_SERVICE and so on.</exception>
    /// <exception cref="RawSocketException">It took too long: getaddrinfo,ETIMEDOUT.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<ResolvedAddress> Resolve(AddressQuery query, int timeout = -1, CancellationToken cancellationToken = default)
    {
        HostLookup lookup = new(query);
        return lookup.Finish(AbandonableCall.Run(lookup.Make, lookup.What, timeout, cancellationToken));
    }
}
