using System.Net;

namespace RawSockets.Tests;

/// <summary>
/// A listener whose queue is full, so the kernel drops every SYN that comes: to a client it is a host that never answers, and no
/// address beyond loopback is needed for it.
/// </summary>
internal sealed class FullListener : IDisposable
{
    private const int UnackedOffset = 24;
    private readonly RawSocket _listener = Loopback.Listener(backlog: 0);
    private readonly RawSocket _occupant;

    internal FullListener()
    {
        _occupant = Loopback.ClientOf(EndPoint);

        // For a listener tcpi_unacked is the length of its queue.
        Eventually.True(
            () => BitConverter.ToInt32(_listener.GetOption(6, 11, 104), UnackedOffset) == 1,
            "the connection entered the listener's queue");
    }

    internal EndPoint EndPoint => _listener.LocalEndPoint!;

    public void Dispose()
    {
        _occupant.Dispose();
        _listener.Dispose();
    }
}
