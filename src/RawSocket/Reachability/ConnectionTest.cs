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
        using ConnectionScan scan = new(options);
        scan.Add(host, ports);
        List<ConnectionTestResult> results = new(ports.Count);
        while (scan.Pending > 0)
        {
            scan.Advance(-1, cancellationToken);
            while (scan.TryTake(out ConnectionTestResult? result))
            {
                results.Add(result);
            }
        }

        return results;
    }
}
