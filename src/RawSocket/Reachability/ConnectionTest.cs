using System.Diagnostics;
using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Reachability;

/// <summary>Finds out whether ports of a host can be reached: looks the name up and tries every address of both families.</summary>
public static class ConnectionTest
{
    /// <summary>Tests ports of a host, all addresses of all ports side by side.</summary>
    /// <param name="host">A name, or a numeric address.</param>
    /// <param name="ports">The ports, 1 to 65535; one at least.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <returns>One result for each port, in their order. What cannot be reached is a result too and no exception.</returns>
    /// <exception cref="ArgumentException">The host is empty or no address that can be read, or a port is none.</exception>
    /// <exception cref="RawSocketException">This process has no descriptor or memory left for the test.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<ConnectionTestResult> Run(
        string host, IReadOnlyList<int> ports, ConnectionTestOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentNullException.ThrowIfNull(ports);
        foreach (int port in ports)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port, nameof(ports));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort, nameof(ports));
        }

        options ??= new ConnectionTestOptions();
        DateTimeOffset begin = DateTimeOffset.Now;
        IPEndPoint? given = Resolver.LooksNumeric(host) ? Numeric(host) : null;
        long before = Stopwatch.GetTimestamp();
        TimeSpan? resolveTime = null;
        List<IPAddress> addresses;
        try
        {
            bool fits = given is not null && (options.AddressFamily is AddressFamily.Unspec || options.AddressFamily == SocketAddress.FamilyOf(given));
            addresses = fits ? [given!.Address] : LookUp(host, given is not null, options, cancellationToken);
            resolveTime = fits ? null : Stopwatch.GetElapsedTime(before);
        }
        catch (Exception failure) when (failure is AddressInfoException or RawSocketException)
        {
            resolveTime = Stopwatch.GetElapsedTime(before);
            return [.. ports.Select(port => Result(port) with { Exception = failure })];
        }

        AddressProbe[] probes = ProbeRun.Of([.. ports.SelectMany(port => addresses.Select(address => new IPEndPoint(address, port)))], options, cancellationToken);
        return [.. ports.Select((port, index) => Judge(Result(port), probes.AsSpan(index * addresses.Count, addresses.Count), options))];

        ConnectionTestResult Result(int port) => new()
        {
            Host = host,
            Port = port,
            Protocol = options.Udp ? ProtocolType.Udp : ProtocolType.Tcp,
            Time = begin,
            ResolveTime = resolveTime,
        };
    }

    private static ConnectionTestResult Judge(ConnectionTestResult result, Span<AddressProbe> probes, ConnectionTestOptions options)
    {
        result = result with { Addresses = probes.ToArray() };
        RawSocketException? failure = result.Succeeded ? null : result.Addresses.FirstOrDefault(static probe => probe.Error is not null)?.Error;
        return result with
        {
            Exception = failure,
            Explanation = failure is not null && options.Explain ? ErrorExplanation.For(failure) : null,
        };
    }

    private static IPEndPoint Numeric(string host) => EndPointParser.TryParse(host, 0, out IPEndPoint? endPoint)
        ? endPoint
        : throw new ArgumentException(
            $"'{host}' is not an IPv4 address of four parts, such as 127.0.0.1, nor an IPv6 address, such as ::1 or fe80::1%eth0.", nameof(host));

    private static List<IPAddress> LookUp(string host, bool numeric, ConnectionTestOptions options, CancellationToken cancellationToken)
    {
        // One type gives every address once.
        AddressQuery query = new() { Name = host, AddressFamily = options.AddressFamily, SocketType = SocketType.Stream, Numeric = numeric };
        return [.. Resolver.Resolve(query, options.Timeout, cancellationToken).Select(static result => result.Address).Distinct()];
    }
}
