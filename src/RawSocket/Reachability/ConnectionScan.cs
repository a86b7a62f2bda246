using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace RawSockets.Reachability;

/// <summary>
/// Tests ports of many hosts side by side: looks names up, tries addresses, and gives the results in the order in which the ports were
/// added. All is done in the caller's thread, in <see cref="Advance"/>, but for the look-ups. Disposing it gives up what goes on.
/// </summary>
public sealed class ConnectionScan : IDisposable
{
    // How many start between two looks at what has ended: the time that is measured of one must not have the start of all in it.
    private const int Burst = 8;

    private readonly ConnectionTestOptions _options;
    private readonly ProbeRun _probes;
    private readonly List<HostTest> _lookups = [];
    private readonly Queue<HostTest> _ready = [];
    private readonly Queue<PortTest> _results = [];
    private readonly WakeSignal _lookedUp;
    private readonly Lock _closing = new();
    private bool _isClosed;

    /// <summary>Begins a scan of nothing yet.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="RawSocketException">This process has no descriptor left.</exception>
    public ConnectionScan(ConnectionTestOptions? options = null)
    {
        _options = options ?? new ConnectionTestOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.ThrottleLimit, nameof(options));
        _lookedUp = new WakeSignal();
        _probes = new ProbeRun(_options);
    }

    /// <summary>How many ports were added.</summary>
    public long Total { get; private set; }

    /// <summary>How many results were not taken yet.</summary>
    public int Pending => _results.Count;

    /// <summary>Whether all that may go on at once does, so that another host would only wait.</summary>
    public bool IsFull => _ready.Count > 0 || _lookups.Count >= _options.ThrottleLimit;

    /// <summary>Adds ports of a host.</summary>
    /// <param name="host">A name, or a numeric address.</param>
    /// <param name="ports">The ports, 1 to 65535.</param>
    /// <exception cref="ArgumentException">The host is empty or no address that can be read, or a port is none.</exception>
    public void Add(string host, IReadOnlyList<int> ports)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentNullException.ThrowIfNull(ports);
        foreach (int port in ports)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port, nameof(ports));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort, nameof(ports));
        }

        HostTest test = new(host, ports, _options, LookedUp);
        Total += ports.Count;
        foreach (PortTest port in test.Ports)
        {
            _results.Enqueue(port);
        }

        Take(test);
    }

    /// <summary>Starts what may start, and waits until something has come of it.</summary>
    /// <param name="timeout">How long, in milliseconds; 0 only looks, -1 has no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RawSocketException">This process has no descriptor or memory left for the test.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Advance(int timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (int started = 0; started < Burst && _probes.HasRoom && _ready.TryPeek(out HostTest? next); started++)
        {
            next.StartNext(_probes);
            if (!next.HasMore)
            {
                _ready.Dequeue();
            }
        }

        bool goesOn = _probes.Count > 0 || _lookups.Count > 0;
        bool mayStart = _ready.Count > 0 && _probes.HasRoom;
        if (goesOn)
        {
            Deadline until = Deadline.After(mayStart || IsNextDone ? 0 : timeout);
            _lookups.ForEach(lookup => until = lookup.Deadline.IsEarlierThan(until) ? lookup.Deadline : until);
            _probes.Wait(_lookedUp.Number, until, cancellationToken);
            TakeLookups();
        }
    }

    /// <summary>Takes the next result, if it is there.</summary>
    /// <param name="result">The result.</param>
    /// <returns>Whether it is.</returns>
    public bool TryTake([NotNullWhen(true)] out ConnectionTestResult? result)
    {
        result = IsNextDone ? _results.Dequeue().Result : null;
        return result is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _probes.Dispose();
        lock (_closing)
        {
            _isClosed = true;
            _lookedUp.Dispose();
        }
    }

    private bool IsNextDone => _results.TryPeek(out PortTest? next) && next.IsDone;

    // A look-up that was given up ends when it likes, maybe after the scan.
    private void LookedUp()
    {
        lock (_closing)
        {
            if (!_isClosed)
            {
                _lookedUp.Set();
            }
        }
    }

    private void TakeLookups()
    {
        if (_lookups.Count == 0)
        {
            return;
        }

        _lookedUp.Clear();
        HostTest[] open = [.. _lookups];
        _lookups.Clear();
        foreach (HostTest test in open)
        {
            test.TakeLookup();
            Take(test);
        }
    }

    private void Take(HostTest test)
    {
        if (test.IsLookedUp)
        {
            _lookups.Add(test);
        }
        else if (test.HasMore)
        {
            _ready.Enqueue(test);
        }
    }
}
