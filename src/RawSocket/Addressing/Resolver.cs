using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>Looks names up, getaddrinfo(3).</summary>
public static partial class Resolver
{
    // RFC 1035, section 2.3.4: 255 octets as name servers count them.
    private const int MaxNameLength = 253;

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
        ResolverInput.Check(query);
        string? node = ResolverInput.ToAscii(query);
        var (error, errno, entries) = AbandonableCall.Run(() => LookUp(node, query), Describe(query), timeout, cancellationToken);
        if (CallTrace.IsOn)
        {
            CallTrace.Write(Notation.Lookup(node, query.Service, query.Hints), Notation.LookupResult(error, entries.Length));
        }

        if (error.Number != 0)
        {
            throw new AddressInfoException(error, query, Detail(error, errno, node));
        }

        return ToResults(query, entries);
    }

    private static (AddressInfoError Error, int Errno, AddressEntry[] Entries) LookUp(string? node, AddressQuery query)
    {
        int result = NameLookup.GetAddrInfo(node, query.Service, query.Hints, out AddressEntry[] entries, out int errno);
        return (new AddressInfoError(result), errno, entries);
    }

    private static List<ResolvedAddress> ToResults(AddressQuery query, AddressEntry[] entries)
    {
        string? canonicalName = entries.Select(static entry => entry.CanonicalName).FirstOrDefault(static name => name is not null);
        List<ResolvedAddress> results = new(entries.Length);
        foreach (AddressEntry entry in entries)
        {
            if (SocketAddress.Read(entry.Address) is IPEndPoint endPoint)
            {
                results.Add(new ResolvedAddress
                {
                    Name = query.Name,
                    CanonicalName = canonicalName,
                    EndPoint = endPoint,
                    AddressFamily = SocketAddress.FamilyOf(entry.Address),
                    SocketType = (SocketType)entry.SocketType,
                    Protocol = (ProtocolType)entry.Protocol,
                });
            }
        }

        return results;
    }

    private static string? Detail(AddressInfoError error, int errno, string? node) => error.Number switch
    {
        AddressInfoError.Numbers.EAI_SYSTEM => new Errno(errno).ToString(),
        AddressInfoError.Numbers.EAI_NONAME when node?.Length > MaxNameLength =>
            $"the name has {node.Length} characters, and a domain name {MaxNameLength} at the most",
        _ => null,
    };

    private static string Describe(AddressQuery query) => $"the look-up of {query}";
}
