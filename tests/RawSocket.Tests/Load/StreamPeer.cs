using System.Net;
using System.Net.Sockets;

namespace RawSockets.Tests.Load;

/// <summary>A TCP server that does with each connection what the test says, in a thread for each; made by .NET and not by what is tested.</summary>
internal sealed class StreamPeer : IDisposable
{
    private readonly Socket _listener = new(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
    private readonly List<Socket> _clients = [];
    private readonly Action<Socket, int> _serve;

    internal StreamPeer(Action<Socket, int> serve)
    {
        _serve = serve;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(256);
        Start(Accept, "Peer");
    }

    internal EndPoint EndPoint => _listener.LocalEndPoint!;

    /// <summary>Receives a whole message, or nothing at the end of the stream.</summary>
    internal static byte[]? Receive(Socket socket, int size)
    {
        byte[] message = new byte[size];
        for (int received = 0; received < size;)
        {
            int count = socket.Receive(message.AsSpan(received));
            if (count == 0)
            {
                return null;
            }

            received += count;
        }

        return message;
    }

    /// <summary>Answers each message of this size by what the test says of it, the nth message counted from 0.</summary>
    internal static Action<Socket, int> Each(int size, Action<Socket, int, byte[]> answer) => (socket, _) =>
    {
        for (int n = 0; Receive(socket, size) is { } message; n++)
        {
            answer(socket, n, message);
        }
    };

    public void Dispose()
    {
        _listener.Dispose();
        lock (_clients)
        {
            _clients.ForEach(static client => client.Dispose());
        }
    }

    private static void Start(Action action, string name)
    {
        Thread thread = new(() => Quietly(action)) { IsBackground = true, Name = name };
        thread.Start();
    }

    private void Accept()
    {
        for (int n = 0; ; n++)
        {
            Socket client = _listener.Accept();
            int number = n;
            client.NoDelay = true;
            lock (_clients)
            {
                _clients.Add(client);
            }

            Start(() => _serve(client, number), "Peer's client");
        }
    }

    // The other side went away, or the test is over.
    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
