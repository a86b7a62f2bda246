using RawSockets.Engine;

namespace RawSockets.Echo;

/// <summary>Refuses options that have no meaning or contradict each other, before anything is opened. They are named as Start-EchoServer's parameters.</summary>
internal static class OptionChecks
{
    /// <exception cref="ArgumentException">An option is out of range, or two do not go together; both are named.</exception>
    internal static void Check(EchoServerOptions options)
    {
        RequireAtLeast(nameof(options.BufferSize), options.BufferSize, 1);
        RequireAtLeast("Worker", options.Workers, 0);
        RequireAtLeast(nameof(options.MaxConnections), options.MaxConnections, 1);
        RequireAtLeast(nameof(options.MaxConnectionsPerAddress), options.MaxConnectionsPerAddress, 1);
        RequireAtLeast(nameof(options.IdleTimeout), options.IdleTimeout ?? 1, 1);
        RequireAtLeast(nameof(options.RateLimit), options.RateLimit ?? 1, 1);
        RequireAtLeast(nameof(options.DrainTimeout), options.DrainTimeout, -1);
        if (options.EndPoints.Count + options.DatagramEndPoints.Count + options.Sockets.Count == 0)
        {
            throw new ArgumentException("EndPoints, DatagramEndPoints and Sockets are all empty: there is nowhere to listen.");
        }

        LimitChecks.Check(options.MaxConnections, options.MaxConnectionsPerAddress, options.AllowedAddresses, options.DeniedAddresses);
        CheckBroadcast(options);
        foreach (RawSocket socket in options.Sockets)
        {
            CheckSocket(socket);
        }
    }

    private static void CheckBroadcast(EchoServerOptions options)
    {
        if (options.Service != EchoServiceKind.Broadcast)
        {
            return;
        }

        if (options.Workers > 1)
        {
            throw new ArgumentException($"Worker: {options.Workers} is too many for Service Broadcast, whose clients belong to one loop.");
        }

        if (options.DatagramEndPoints.Count > 0 || options.Sockets.Any(static socket => socket.SocketType == SocketType.Dgram))
        {
            throw new ArgumentException("SocketType: Service Broadcast is for streams; datagrams have no clients that stay.");
        }
    }

    private static void CheckSocket(RawSocket socket)
    {
        bool streams = socket.SocketType == SocketType.Stream;
        if (socket.IsClosed || (streams ? !socket.IsListening : socket.SocketType != SocketType.Dgram || socket.LocalEndPoint is null))
        {
            string problem = socket.IsClosed ? "is closed"
                : streams ? "does not listen; call listen(2) on it first, with Start-RawListen"
                : socket.SocketType == SocketType.Dgram ? "is bound to no address" : $"is of type {socket.SocketType}; a server has stream or datagram sockets";
            throw new ArgumentException($"Socket: {socket} {problem}.");
        }
    }

    private static void RequireAtLeast(string name, long value, long least)
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name}: {value} is less than {least}.");
        }
    }
}
