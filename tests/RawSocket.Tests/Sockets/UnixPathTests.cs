namespace RawSockets.Tests;

/// <summary>The file of a Unix socket is replaced only when nobody is behind it, wherever and under whatever name that was bound.</summary>
public sealed class UnixPathTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawsocket-path-");

    private UnixEndPoint At(string name) => UnixEndPoint.Parse(Path.Combine(_folder.FullName, name));

    [Fact]
    public void A_file_that_is_left_over_is_replaced()
    {
        Leave("stale");
        Replace("stale");
    }

    [Theory]
    [InlineData(SocketType.Stream, true)]
    [InlineData(SocketType.Stream, false)]
    [InlineData(SocketType.Dgram, false)]
    [InlineData(SocketType.SeqPacket, true)]
    public void A_socket_that_is_open_keeps_its_file(SocketType type, bool listens)
    {
        using RawSocket open = Bound(type, "open");
        if (listens)
        {
            open.Listen();
        }

        Refuse("open");
    }

    [Fact]
    public void So_it_does_under_another_name()
    {
        using RawSocket open = Bound(SocketType.Stream, "before");
        open.Listen();
        File.Move(At("before").Path!, At("after").Path!);
        Refuse("after");
    }

    [Fact]
    public void So_it_does_when_it_was_bound_in_another_network()
    {
        RawSocket? open = null;
        Diagnostics.ThreadPrivileges.InNewNetwork(() => open = Bound(SocketType.Stream, "elsewhere"));
        using (open)
        {
            open!.Listen();
            Refuse("elsewhere");
        }
    }

    [Fact]
    public void A_path_that_takes_all_the_room_is_bound_read_and_connected_to()
    {
        string path = At(new string('x', UnixEndPoint.PathRoom - _folder.FullName.Length - 1)).Path!;
        using var listener = RawSocket.Open(AddressFamily.Unix, SocketType.Stream);
        listener.Bind(UnixEndPoint.Parse(path));
        listener.Listen();
        Assert.Equal(path, ((UnixEndPoint)listener.LocalEndPoint!).Path);

        using var client = RawSocket.Open(AddressFamily.Unix, SocketType.Stream);
        client.Connect(listener.LocalEndPoint!, cancellationToken: Bounded.Token);
        using RawSocket connection = listener.Accept(cancellationToken: Bounded.Token);
        Assert.Equal(path, connection.LocalEndPoint!.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private RawSocket Bound(SocketType type, string name)
    {
        var socket = RawSocket.Open(AddressFamily.Unix, type);
        socket.Bind(At(name));
        return socket;
    }

    private void Leave(string name)
    {
        // .NET leaves the file behind.
        using System.Net.Sockets.Socket gone = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        gone.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(At(name).Path!));
    }

    private void Replace(string name)
    {
        using var socket = RawSocket.Open(AddressFamily.Unix, SocketType.Stream);
        socket.Bind(At(name), replaceStale: true);
    }

    private void Refuse(string name)
    {
        using var socket = RawSocket.Open(AddressFamily.Unix, SocketType.Stream);
        RawSocketException refused = Refused.By(() => socket.Bind(At(name), replaceStale: true));
        Assert.Equal("bind,EADDRINUSE", refused.Identifier);
        Assert.Contains("another socket is bound", refused.Message, StringComparison.Ordinal);
        Assert.True(Path.Exists(At(name).Path!));
    }
}
