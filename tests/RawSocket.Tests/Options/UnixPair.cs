using System.Runtime.InteropServices;

namespace RawSockets.Tests.Options;

/// <summary>A connected pair of Unix sockets, put in the place of an unconnected one.</summary>
internal sealed partial class UnixPair : IDisposable
{
    private readonly int _other;

    private UnixPair(RawSocket socket, int other)
    {
        Socket = socket;
        _other = other;
    }

    internal RawSocket Socket { get; }

    internal static UnixPair Open()
    {
        RawSocket socket = OptionSockets.Open("unix");
        Span<int> pair = stackalloc int[2];
        Assert.Equal(0, SocketPair(1, 1, 0, pair));
        Assert.Equal(socket.Descriptor, Dup2(pair[0], socket.Descriptor));
        _ = Close(pair[0]);
        return new UnixPair(socket, pair[1]);
    }

    public void Dispose()
    {
        Socket.Close();
        _ = Close(_other);
    }

    [LibraryImport("libc", EntryPoint = "socketpair")]
    private static partial int SocketPair(int family, int type, int protocol, Span<int> pair);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Dup2(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
