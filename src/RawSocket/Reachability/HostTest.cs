using System.Diagnostics;
using System.Net;

namespace RawSockets.Reachability;

/// <summary>One host of a scan: its name is looked up, then its ports are tried, each at all of its addresses.</summary>
internal sealed class HostTest
{
    private readonly ConnectionTestOptions _options;
    private readonly HostLookup? _lookup;
    private readonly Deadline _deadline;
    private readonly DateTimeOffset _begin = DateTimeOffset.Now;
    private readonly long _started = Stopwatch.GetTimestamp();
    private Task<LookupOutcome>? _outcome;
    private List<IPAddress> _addresses = [];
    private TimeSpan? _resolveTime;
    private Exception? _failure;
    private long _next;

    /// <param name="host">A name, or a numeric address.</param>
    /// <param name="ports">The ports.</param>
    /// <param name="options">How.</param>
    /// <param name="lookedUp">Called on another thread when the name's look-up has ended.</param>
    /// <exception cref="ArgumentException">The host can be neither.</exception>
    internal HostTest(string host, IReadOnlyList<int> ports, ConnectionTestOptions options, Action lookedUp)
    {
        _options = options;
        Host = host;
        Ports = [.. ports.Select(port => new PortTest(this, port))];
        IPEndPoint? given = Resolver.LooksNumeric(host) ? EndPointParser.Numeric(host, nameof(host)) : null;
        if (given is not null && (options.AddressFamily is AddressFamily.Unspec || options.AddressFamily == SocketAddress.FamilyOf(given)))
        {
            Found([given.Address]);
            return;
        }

        _deadline = Deadline.After(options.Timeout);
        try
        {
            // One type gives every address once.
            _lookup = new HostLookup(new AddressQuery { Name = host, AddressFamily = options.AddressFamily, SocketType = SocketType.Stream, Numeric = given is not null });
            _outcome = AbandonableCall.Start(_lookup.Make, lookedUp);
        }
        catch (AddressInfoException failure)
        {
            Fail(failure);
        }
    }

    internal string Host { get; }

    internal IReadOnlyList<PortTest> Ports { get; }

    /// <summary>Whether the name is still being looked up.</summary>
    internal bool IsLookedUp => _outcome is not null;

    /// <summary>When that is given up.</summary>
    internal Deadline Deadline => _deadline;

    /// <summary>Whether there is an address and a port that were not tried yet.</summary>
    internal bool HasMore => _next < (long)_addresses.Count * Ports.Count;

    /// <summary>Takes the outcome of the look-up, if it is there or overdue.</summary>
    internal void TakeLookup()
    {
        if (_outcome is not { IsCompleted: true } && !_deadline.HasPassed)
        {
            return;
        }

        Task<LookupOutcome> outcome = _outcome!;
        _outcome = null;
        _resolveTime = Stopwatch.GetElapsedTime(_started);
        try
        {
            LookupOutcome answer = outcome.IsCompleted ? outcome.GetAwaiter().GetResult() : throw AbandonableCall.TimedOut(_lookup!.What, _options.Timeout);
            Found([.. _lookup!.Finish(answer).Select(static result => result.Address).Distinct()]);
        }
        catch (Exception failure) when (failure is AddressInfoException or RawSocketException)
        {
            Fail(failure);
        }
    }

    /// <summary>Starts to try the next address and port.</summary>
    internal void StartNext(ProbeRun probes)
    {
        PortTest test = Ports[(int)(_next / _addresses.Count)];
        int place = (int)(_next++ % _addresses.Count);
        probes.Start(new IPEndPoint(_addresses[place], test.Port), probe => test.Take(place, probe));
    }

    /// <summary>The result for one of its ports.</summary>
    internal ConnectionTestResult ResultOf(PortTest test) => new()
    {
        Host = Host,
        Port = test.Port,
        Protocol = _options.Udp ? ProtocolType.Udp : ProtocolType.Tcp,
        Time = _begin,
        ResolveTime = _resolveTime,
        Addresses = test.Probes,
        Exception = _failure ?? (Array.Exists(test.Probes, static probe => probe.Succeeded)
            ? null
            : Array.Find(test.Probes, static probe => probe.Error is not null)?.Error),
    };

    private void Found(List<IPAddress> addresses)
    {
        _addresses = addresses;
        foreach (PortTest test in Ports)
        {
            test.Await(addresses.Count);
        }
    }

    private void Fail(Exception failure)
    {
        _resolveTime ??= Stopwatch.GetElapsedTime(_started);
        _failure = failure;
        Found([]);
    }
}
