namespace RawSockets.Tests.Options;

/// <summary>A connected pair of Unix sockets.</summary>
internal sealed class UnixPair : IDisposable
{
    private readonly RawSocket _other;

    private UnixPair(RawSocket socket, RawSocket other)
    {
        Socket = socket;
        _other = other;
    }

    internal RawSocket Socket { get; }

    internal static UnixPair Open()
    {
        (RawSocket first, RawSocket second) = RawSocket.OpenPair();
        return new UnixPair(first, second);
    }

    public void Dispose()
    {
        Socket.Close();
        _other.Close();
    }
}
