using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using RawSockets.Interop;

namespace RawSockets.Load;

/// <content>Connections are made without waiting, and made anew when they fail.</content>
internal sealed partial class LoadEngine
{
    private const int LevelSocket = 1;
    private const int LevelIP = 0;
    private const int LevelTcp = 6;
    private const int ErrorOption = 4; // SO_ERROR
    private const int NoDelay = 1;
    private const int Congestion = 13;
    private const int BindAddressNoPort = 24;
    private const int NonBlockingCloseOnExec = 0x800 | 0x80000;
    private const int SourceAddresses = 200;

    private readonly byte[] _address = new byte[SocketAddress.MaxLength];
    private int _addressLength;
    private AddressFamily _family;
    private byte[] _source = [];
    private int _sourcesUsed;
    private int _openCount;
    private int _connecting;
    private int _toOpen;
    private long _connectionsMade;
    private string? _congestionControl;

    private bool IsTcp => _family is AddressFamily.Inet or AddressFamily.Inet6 && _options.SocketType == SocketType.Stream;

    private void PrepareAddresses()
    {
        _family = SocketAddress.FamilyOf(_options.EndPoint);
        _addressLength = SocketAddress.Write(_options.EndPoint, _address);

        // A closed connection holds its port for a minute, and on loopback all addresses of 127/8 are our own: each has its own ports.
        bool isLoopback = _options.EndPoint is IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } inet
            && inet.Address.GetAddressBytes()[0] == 127;
        if (IsTcp && isLoopback)
        {
            byte[] source = new byte[SocketAddress.MaxLength];
            _source = source[..SocketAddress.Write(new IPEndPoint(IPAddress.Loopback, 0), source)];
            source.AsSpan(0, _source.Length).CopyTo(_source);
        }
    }

    // All at once would overflow the server's backlog.
    private void Connect()
    {
        _toOpen = _connections.Length;
        while (!_stopRequested && _fatal is null && (_toOpen > 0 || _connecting > 0))
        {
            OpenSome();
            if (_connecting > 0)
            {
                Turn(_now + Second);
            }
        }

        if (!_hasBoundaries && !_stopRequested && !Array.Exists(_connections, static connection => connection.WasOpen))
        {
            throw _fatal ?? RawSocketException.FromResult("connect", -Errno.Numbers.ETIMEDOUT, _options.EndPoint);
        }
    }

    private void OpenSome()
    {
        while (_toOpen > 0 && _connecting < MaxConnecting && !_stopRequested)
        {
            Open(_connections[_connections.Length - _toOpen--]);
        }
    }

    private void Open(LoadConnection connection)
    {
        connection.Since = _now;
        connection.Generation++;
        int descriptor = Sys.Socket((int)_family, (int)_options.SocketType | NonBlockingCloseOnExec, 0);
        if (descriptor >= 0 && DescriptorReserve.RoomAfter(descriptor) <= 0)
        {
            _ = Sys.Close(descriptor);
            descriptor = -Errno.Numbers.EMFILE;
        }

        if (descriptor < 0)
        {
            Fail(connection, "socket", descriptor);
            return;
        }

        connection.Descriptor = descriptor;
        connection.State = LoadConnection.Phase.Connecting;
        _connecting++;
        int result = Configure(descriptor, out string call);
        if (result >= 0)
        {
            call = "connect";
            result = Sys.Connect(descriptor, _address.AsSpan(0, _addressLength));
        }

        switch (result)
        {
            case >= 0:
                Watch(connection, isNew: true, Sys.EpollIn);
                Opened(connection);
                break;
            case -Errno.Numbers.EINPROGRESS:
                Watch(connection, isNew: true, Sys.EpollIn | Sys.EpollOut);
                break;
            case -Errno.Numbers.EAGAIN:
                // A Unix socket whose backlog is full has nothing to wait for.
                Close(connection, _now + (Second / 1000));
                break;
            default:
                Fail(connection, call, result);
                break;
        }
    }

    private int Configure(int descriptor, out string call)
    {
        call = "setsockopt";
        int result = 0;
        if (IsTcp)
        {
            result = SetOption(descriptor, LevelTcp, NoDelay, 1);
            if (result >= 0 && _options.CongestionControl is { } name)
            {
                result = Sys.SetSockOpt(descriptor, LevelTcp, Congestion, Encoding.ASCII.GetBytes(name));
            }
        }

        if (result >= 0 && _source.Length > 0)
        {
            result = SetOption(descriptor, LevelIP, BindAddressNoPort, 1);
            call = result < 0 ? call : "bind";
            _source[7] = (byte)(1 + (_sourcesUsed++ % SourceAddresses));
            result = result < 0 ? result : Sys.Bind(descriptor, _source);
        }
        else if (_family == AddressFamily.Unix && _options.SocketType == SocketType.Dgram)
        {
            // The family alone: the kernel chooses an abstract name, without which no echo could be sent here; unix(7), autobind.
            call = "bind";
            Span<byte> family = stackalloc byte[2];
            MemoryMarshal.Write(family, (ushort)_family);
            result = Sys.Bind(descriptor, family);
        }

        return result;
    }

    private static int SetOption(int descriptor, int level, int option, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(bytes, value);
        return Sys.SetSockOpt(descriptor, level, option, bytes);
    }

    private void FinishConnecting(LoadConnection connection)
    {
        Span<byte> error = stackalloc byte[sizeof(int)];
        int result = Sys.GetSockOpt(connection.Descriptor, LevelSocket, ErrorOption, error);
        int errno = result < 0 ? -result : MemoryMarshal.Read<int>(error);
        if (errno != 0)
        {
            Fail(connection, "connect", -errno);
            return;
        }

        Watch(connection, isNew: false, Sys.EpollIn);
        Opened(connection);
    }

    private void Opened(LoadConnection connection)
    {
        if (IsToItself(connection.Descriptor))
        {
            Fail(connection, "connect", -Errno.Numbers.ECONNREFUSED);
            return;
        }

        _connecting--;
        _openCount++;
        _connectionsMade++;
        connection.State = LoadConnection.Phase.Open;
        connection.WasOpen = true;
        if (_congestionControl is null)
        {
            ReadCongestionControl(connection.Descriptor);
        }

        if (_isChurn)
        {
            ReleaseFirst(connection);
        }
        else if (_releasing)
        {
            Refill(connection);
        }
    }

    // A port that the kernel chose for this side can be the one that is tried, if nobody listens there: a perfect echo, and no server.
    private bool IsToItself(int descriptor)
    {
        Span<byte> own = stackalloc byte[SocketAddress.MaxLength];
        return _family is AddressFamily.Inet or AddressFamily.Inet6
            && Sys.GetSockName(descriptor, own, out int length) >= 0
            && own[..length].SequenceEqual(_address.AsSpan(0, _addressLength));
    }

    private void ReadCongestionControl(int descriptor)
    {
        Span<byte> name = stackalloc byte[16];
        int length = IsTcp ? Sys.GetSockOpt(descriptor, LevelTcp, Congestion, name) : 0;
        _congestionControl = length > 0 ? Encoding.ASCII.GetString(name[..length]).TrimEnd('\0') : "";
    }

    private void Watch(LoadConnection connection, bool isNew, uint events)
    {
        int result = isNew
            ? Sys.EpollWatchKey(_epollNumber, connection.Descriptor, events, connection.Key)
            : Sys.EpollChangeKey(_epollNumber, connection.Descriptor, events, connection.Key);
        Require("epoll_ctl", result);
    }

    /// <summary>Closes a connection; it is opened again at <paramref name="retryAt"/>.</summary>
    private void Close(LoadConnection connection, long retryAt)
    {
        if (connection.State == LoadConnection.Phase.Connecting)
        {
            _connecting--;
        }
        else if (connection.State == LoadConnection.Phase.Open)
        {
            _openCount--;
        }

        if (connection.Descriptor >= 0)
        {
            _ = Sys.Close(connection.Descriptor);
            connection.Descriptor = -1;
        }

        connection.Reset();
        connection.Since = retryAt;
        NoteRetry(retryAt);
    }

    private void CloseAll()
    {
        foreach (LoadConnection connection in _connections)
        {
            if (connection.Descriptor >= 0)
            {
                _ = Sys.Close(connection.Descriptor);
                connection.Descriptor = -1;
            }
        }
    }
}
