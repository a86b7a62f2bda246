using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>What getaddrinfo(3) answered.</summary>
internal readonly record struct LookupOutcome(AddressInfoError Error, int Errno, AddressEntry[] Entries);

/// <summary>One question to getaddrinfo(3): what is asked, the call, and what is made of its answer.</summary>
internal sealed class HostLookup
{
    // RFC 1035, section 2.3.4: 255 octets as name servers count them.
    private const int MaxNameLength = 253;

    private readonly AddressQuery _query;
    private readonly string? _node;

    /// <exception cref="ArgumentException">The name or service is empty, has a zero character, or is a port over 65535.</exception>
    /// <exception cref="AddressInfoException">The name has no form that name servers know.</exception>
    internal HostLookup(AddressQuery query)
    {
        ResolverInput.Check(query);
        _query = query;
        _node = ResolverInput.ToAscii(query);
    }

    internal string What => $"the look-up of {_query}";

    /// <summary>Asks, which nothing can interrupt; on whichever thread.</summary>
    internal LookupOutcome Make()
    {
        int result = NameLookup.GetAddrInfo(_node, _query.Service, _query.Hints, out AddressEntry[] entries, out int errno);
        return new LookupOutcome(new AddressInfoError(result), errno, entries);
    }

    /// <summary>Makes addresses of the answer, on the thread whose calls are traced.</summary>
    /// <exception cref="AddressInfoException">There is none.</exception>
    internal IReadOnlyList<ResolvedAddress> Finish(LookupOutcome answer)
    {
        if (CallTrace.IsOn)
        {
            CallTrace.Write(Notation.Lookup(_node, _query.Service, _query.Hints), Notation.LookupResult(answer.Error, answer.Entries.Length));
        }

        return answer.Error.Number == 0
            ? ToResults(answer.Entries)
            : throw new AddressInfoException(answer.Error, _query, Detail(answer.Error, answer.Errno));
    }

    private List<ResolvedAddress> ToResults(AddressEntry[] entries)
    {
        string? canonicalName = entries.Select(static entry => entry.CanonicalName).FirstOrDefault(static name => name is not null);
        List<ResolvedAddress> results = new(entries.Length);
        foreach (AddressEntry entry in entries)
        {
            if (SocketAddress.Read(entry.Address) is IPEndPoint endPoint)
            {
                results.Add(new ResolvedAddress
                {
                    Name = _query.Name,
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

    private string? Detail(AddressInfoError error, int errno) => error.Number switch
    {
        AddressInfoError.Numbers.EAI_SYSTEM => new Errno(errno).ToString(),
        AddressInfoError.Numbers.EAI_NONAME when _node?.Length > MaxNameLength =>
            $"the name has {_node.Length} characters, and a domain name {MaxNameLength} at the most",
        _ => null,
    };
}
