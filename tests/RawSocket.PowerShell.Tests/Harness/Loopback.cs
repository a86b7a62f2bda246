using System.Net;
using System.Net.Sockets;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>
/// The other side of a connection, made by .NET and not by what is tested.
/// </summary>
internal static class Loopback
{
    private const int Limit = 20_000;

    internal static Socket Listen(int backlog = 16)
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog);
        return listener;
    }

    internal static Socket Connect(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = Limit, SendTimeout = Limit };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>Keeps a port from everybody who does not ask for it by its number with SO_REUSEADDR, without listening, socket(7).</summary>
    internal static Socket Reserve()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>Connects the moment that somebody begins to listen.</summary>
    internal static Socket ConnectWhenOpen(int port)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return Connect(port);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
            {
                Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds < Limit, $"Nobody listened at port {port}.");
            }
        }
    }

    internal static int Port(this Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>A port that nobody listens at, for now.</summary>
    internal static int FreePort()
    {
        using Socket listener = Listen();
        return listener.Port();
    }

    /// <summary>Receives until the stream ends.</summary>
    internal static byte[] ReceiveAll(this Socket socket)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[64 * 1024];
        int count;
        while ((count = socket.Receive(buffer)) > 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    /// <summary>Receives as much as is wanted, or less at the end of the stream.</summary>
    internal static byte[] ReceiveExactly(this Socket socket, int size)
    {
        byte[] buffer = new byte[size];
        int received = 0;
        while (received < size)
        {
            int count = socket.Receive(buffer.AsSpan(received));
            if (count == 0)
            {
                break;
            }

            received += count;
        }

        return buffer[..received];
    }
}
