using System.Net;
using System.Net.Sockets;

namespace RawSockets.Tests.Load;

/// <summary>A UDP server that answers each datagram by what the test says, the nth counted from 0.</summary>
internal sealed class DatagramPeer : IDisposable
{
    private readonly Socket _socket = new(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Udp);

    internal DatagramPeer(Action<Action<byte[]>, int, byte[]> answer)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Thread thread = new(() => Serve(answer)) { IsBackground = true, Name = "Peer" };
        thread.Start();
    }

    internal EndPoint EndPoint => _socket.LocalEndPoint!;

    public void Dispose() => _socket.Dispose();

    private void Serve(Action<Action<byte[]>, int, byte[]> answer)
    {
        byte[] buffer = new byte[65536];
        try
        {
            for (int n = 0; ; n++)
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                int size = _socket.ReceiveFrom(buffer, ref from);
                answer(data => _socket.SendTo(data, from), n, buffer[..size]);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
