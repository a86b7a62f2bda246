namespace RawSockets.Reachability;

/// <summary>One port of a host, and what came of each of the host's addresses.</summary>
internal sealed class PortTest(HostTest host, int port)
{
    // Not known before the host's addresses are.
    private int _left = -1;

    internal int Port => port;

    internal AddressProbe[] Probes { get; private set; } = [];

    internal bool IsDone => _left == 0;

    internal ConnectionTestResult Result => host.ResultOf(this);

    internal void Await(int addresses)
    {
        Probes = new AddressProbe[addresses];
        _left = addresses;
    }

    internal void Take(int place, AddressProbe probe)
    {
        Probes[place] = probe;
        _left--;
    }
}
