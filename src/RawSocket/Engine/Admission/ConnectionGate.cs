namespace RawSockets.Engine;

/// <summary>Decides who may connect, and counts who is. All loops share it; it is asked once for each connection.</summary>
internal sealed class ConnectionGate
{
    private readonly Lock _lock = new();
    private readonly int _most;
    private readonly int _mostPerAddress;
    private readonly AddressFilter _filter;
    private readonly Dictionary<UInt128, int>? _perAddress;
    private int _count;

    internal ConnectionGate(int most, int mostPerAddress, AddressFilter filter)
    {
        _most = most;
        _mostPerAddress = mostPerAddress;
        _filter = filter;
        _perAddress = mostPerAddress < int.MaxValue ? [] : null;
    }

    /// <returns>Null when it may; it is counted then, until <see cref="Release"/>.</returns>
    internal RejectionReason? TryEnter(PeerAddress peer)
    {
        if (!Allows(peer))
        {
            return RejectionReason.Address;
        }

        lock (_lock)
        {
            if (_count >= _most)
            {
                return RejectionReason.MaxConnections;
            }

            if (_perAddress is not null && peer.IsInternet)
            {
                int same = _perAddress.GetValueOrDefault(peer.Host);
                if (same >= _mostPerAddress)
                {
                    return RejectionReason.MaxConnectionsPerAddress;
                }

                _perAddress[peer.Host] = same + 1;
            }

            _count++;
            return null;
        }
    }

    internal void Release(PeerAddress peer)
    {
        lock (_lock)
        {
            _count--;
            if (_perAddress is null || !peer.IsInternet)
            {
                return;
            }

            int left = _perAddress[peer.Host] - 1;
            if (left > 0)
            {
                _perAddress[peer.Host] = left;
            }
            else
            {
                _perAddress.Remove(peer.Host);
            }
        }
    }

    /// <summary>Whether the address filter lets this peer in; those without an internet address are not its business.</summary>
    internal bool Allows(PeerAddress peer) => _filter.IsEmpty || peer.ToAddress() is not { } address || _filter.Allows(address);
}
