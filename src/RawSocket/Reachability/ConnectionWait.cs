namespace RawSockets.Reachability;

/// <summary>Waits until a port of a host can be connected to, or no more, by trying it again and again.</summary>
public static class ConnectionWait
{
    // A try that has no answer is given up after that: the host may be up by now, and TCP tries again ever more rarely.
    private const int TryMilliseconds = 3000;

    // Silence for that long, which is a second attempt of TCP's, says that nobody is there; a shorter one says nothing.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1);

    /// <summary>Waits until a connection is made.</summary>
    /// <param name="host">A name, or a numeric address; a name that nobody knows yet is asked for again.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="timeout">How long, in milliseconds; -1 has no limit.</param>
    /// <param name="interval">How long to pause between two tries, in milliseconds.</param>
    /// <param name="family">Only addresses of this family; Unspec takes Inet and Inet6.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The last try: a success, or how it failed when the time was over.</returns>
    /// <exception cref="ArgumentException">The host is empty or no address that can be read, or the port is none.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ConnectionTestResult UntilOpen(
        string host, int port, int timeout = -1, int interval = 250, AddressFamily family = AddressFamily.Unspec, CancellationToken cancellationToken = default) =>
        Until(static result => result.Succeeded, host, port, timeout, interval, family, cancellationToken);

    /// <summary>Waits until no connection is made: it is refused, the host can't be reached or does not answer, or its name is gone.</summary>
    /// <returns>The last try: a failure, or a success when the time was over.</returns>
    /// <inheritdoc cref="UntilOpen"/>
    public static ConnectionTestResult UntilClosed(
        string host, int port, int timeout = -1, int interval = 250, AddressFamily family = AddressFamily.Unspec, CancellationToken cancellationToken = default) =>
        Until(IsClosed, host, port, timeout, interval, family, cancellationToken);

    /// <summary>Whether a result says that nobody is there; one that says nothing about the other side, such as EMFILE, does not.</summary>
    /// <param name="result">The result.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsClosed(ConnectionTestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Addresses.Count > 0
            ? result.Addresses.All(static probe => probe.Outcome is ProbeOutcome.Refused or ProbeOutcome.Unreachable
                || (probe.Outcome is ProbeOutcome.TimedOut && probe.Time >= s_silence))
            : result.Exception is AddressInfoException { Error.Name: "EAI_NONAME" or "EAI_NODATA" };
    }

    private static ConnectionTestResult Until(
        Predicate<ConnectionTestResult> isReached, string host, int port, int timeout, int interval, AddressFamily family, CancellationToken cancellationToken)
    {
        Deadline deadline = Deadline.After(timeout);
        while (true)
        {
            ConnectionTestResult result = Try(host, port, family, deadline, cancellationToken);
            if (isReached(result) || deadline.HasPassed)
            {
                return result;
            }

            int pause = deadline.IsNone ? interval : Math.Min(interval, deadline.RemainingMilliseconds);
            if (cancellationToken.WaitHandle.WaitOne(pause))
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    private static ConnectionTestResult Try(string host, int port, AddressFamily family, Deadline deadline, CancellationToken cancellationToken)
    {
        int limit = deadline.IsNone ? TryMilliseconds : Math.Min(TryMilliseconds, deadline.RemainingMilliseconds);
        using ConnectionScan scan = new(new ConnectionTestOptions { AddressFamily = family, Timeout = limit });
        scan.Add(host, [port]);
        ConnectionTestResult? result;
        do
        {
            scan.Advance(deadline.RemainingMilliseconds, cancellationToken);
        }
        while (!scan.TryTake(out result) && !deadline.HasPassed);

        // The name's look-up took all of the time.
        return result ?? new ConnectionTestResult
        {
            Host = host,
            Port = port,
            Protocol = ProtocolType.Tcp,
            Exception = new RawSocketException("getaddrinfo", new Errno(Errno.Numbers.ETIMEDOUT), null, $"the look-up of '{host}' has no answer yet"),
        };
    }
}
