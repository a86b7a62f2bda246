// Echo with SocketAsyncEventArgs: .NET's sockets without a task for each call.
using System.Net;
using System.Net.Sockets;

using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
listener.Listen();
Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
while (true)
{
    _ = new Client(listener.Accept()).Start();
}

internal sealed class Client : SocketAsyncEventArgs
{
    private readonly byte[] _buffer = new byte[32 * 1024];
    private readonly Socket _socket;
    private int _received;
    private int _sent;

    // true: no execution context is carried from call to call, which nothing here would use.
    internal Client(Socket socket)
        : base(true) => _socket = socket;

    // Off the thread that accepts: a call that completes at once goes on where it was made.
    internal Task Start() => Task.Run(() =>
    {
        SetBuffer(_buffer, 0, _buffer.Length);
        if (!_socket.ReceiveAsync(this))
        {
            OnCompleted(this);
        }
    });

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        bool waits = false;
        while (!waits)
        {
            if (SocketError != SocketError.Success || BytesTransferred == 0)
            {
                _socket.Dispose();
                Dispose();
                return;
            }

            waits = LastOperation == SocketAsyncOperation.Receive ? StartSend() : ContinueAfterSend();
        }
    }

    private bool StartSend()
    {
        _received = BytesTransferred;
        _sent = 0;
        SetBuffer(0, _received);
        return _socket.SendAsync(this);
    }

    private bool ContinueAfterSend()
    {
        _sent += BytesTransferred;
        if (_sent < _received)
        {
            SetBuffer(_sent, _received - _sent);
            return _socket.SendAsync(this);
        }

        SetBuffer(0, _buffer.Length);
        return _socket.ReceiveAsync(this);
    }
}
