using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Reachability;

/// <summary>Whether a port of a host can be reached from here, by which family, and how fast.</summary>
public sealed record ConnectionTestResult
{
    // Copies of a result share it.
    private readonly LateExplanation _explanation = new();

    /// <summary>The host as it was given.</summary>
    public required string Host { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>Tcp or Udp.</summary>
    public required ProtocolType Protocol { get; init; }

    /// <summary>Which of several tries this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When the test began.</summary>
    public DateTimeOffset Time { get; init; } = DateTimeOffset.Now;

    /// <summary>How long it took to look the name up; null for a numeric address.</summary>
    public TimeSpan? ResolveTime { get; init; }

    /// <summary>Each address that was tried, in the order of getaddrinfo(3), which is the order that programs try them in.</summary>
    public IReadOnlyList<AddressProbe> Addresses { get; init; } = [];

    /// <summary>What went wrong when no address was reached; null for datagrams without an answer.</summary>
    public Exception? Exception { get; init; }

    /// <summary>What that means here, and what can be done. It takes time, so it is found out when somebody asks for the first time.</summary>
    public ErrorExplanation? Explanation => _explanation.Of(Exception);

    /// <summary>Whether any address was reached.</summary>
    public bool Succeeded => Best is not null;

    /// <summary>The first address that was reached.</summary>
    public IPEndPoint? EndPoint => Best?.EndPoint;

    /// <summary>The family of that address.</summary>
    public AddressFamily? AddressFamily => Best?.AddressFamily;

    /// <summary>How long that address took to answer.</summary>
    public TimeSpan? ConnectTime => Best?.Time;

    /// <summary>What came of IPv4: the best that any address of it gave.</summary>
    public ProbeOutcome IPv4 => OutcomeOf(RawSockets.AddressFamily.Inet);

    /// <summary>What came of IPv6: the best that any address of it gave.</summary>
    public ProbeOutcome IPv6 => OutcomeOf(RawSockets.AddressFamily.Inet6);

    /// <summary>The failure's identifier, such as "connect,ECONNREFUSED" or "getaddrinfo,EAI_NONAME"; null if there was none.</summary>
    public string? Error => Exception switch
    {
        RawSocketException exception => exception.Identifier,
        AddressInfoException exception => exception.Identifier,
        _ => null,
    };

    private AddressProbe? Best => Addresses.FirstOrDefault(static probe => probe.Succeeded);

    private ProbeOutcome OutcomeOf(AddressFamily family)
    {
        List<AddressProbe> probes = [.. Addresses.Where(probe => probe.AddressFamily == family)];
        return (probes.Find(static probe => probe.Succeeded) ?? probes.FirstOrDefault())?.Outcome ?? ProbeOutcome.NoAddress;
    }

    private sealed class LateExplanation
    {
        private ErrorExplanation? _found;
        private bool _isAsked;

        internal ErrorExplanation? Of(Exception? failure)
        {
            if (!_isAsked)
            {
                _found = failure is RawSocketException exception ? ErrorExplanation.For(exception) : null;
                _isAsked = true;
            }

            return _found;
        }
    }
}
