using System.Net;

namespace RawSockets.Tests;

/// <summary>A port that is taken, so nobody else can listen on it, and that refuses connections.</summary>
internal sealed class Refuser : IDisposable
{
    private readonly RawSocket _socket = Loopback.Bound();

    internal EndPoint EndPoint => _socket.LocalEndPoint!;

    public void Dispose() => _socket.Dispose();
}
