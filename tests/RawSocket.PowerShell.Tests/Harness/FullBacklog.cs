using System.Net.Sockets;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>
/// A listener whose queue is full: the kernel drops each further SYN, so connecting to it goes on without an answer, as it does
/// to an address that swallows everything.
/// </summary>
internal sealed class FullBacklog : IDisposable
{
    private const int TooMany = 64;
    private readonly Socket _listener = Loopback.Listen(backlog: 0);
    private readonly List<Socket> _queued = [];

    internal FullBacklog()
    {
        while (_queued.Count < TooMany)
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _queued.Add(socket);
            try
            {
                socket.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // Loopback connects within microseconds, if at all.
                if (!socket.Poll(100_000, SelectMode.SelectWrite))
                {
                    return;
                }
            }
        }

        throw new InvalidOperationException($"The queue took {TooMany} connections.");
    }

    internal int Port => _listener.Port();

    public void Dispose()
    {
        _queued.ForEach(static socket => socket.Dispose());
        _listener.Dispose();
    }
}
