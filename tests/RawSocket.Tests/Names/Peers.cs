using System.Net;

namespace RawSockets.Tests.Names;

/// <summary>Loopback addresses that answer, refuse, or never answer.</summary>
internal sealed class Peers : IDisposable
{
    private readonly List<RawSocket> _sockets = [];

    public Peers() => Assert.SkipUnless(File.Exists("/proc/net/if_inet6"), "this machine has no IPv6");

    public static IPAddress V4 => IPAddress.Loopback;

    public static IPAddress V6 => IPAddress.IPv6Loopback;

    public EndPoint Answering(IPAddress address) => Listen(address, RawSocket.DefaultBacklog);

    /// <summary>A port that is taken, so that nobody else listens there meanwhile.</summary>
    public EndPoint Refusing(IPAddress address) => Bind(address).LocalEndPoint!;

    /// <summary>A listener whose queue is full: the kernel drops every SYN that follows.</summary>
    public EndPoint Silent(IPAddress address)
    {
        EndPoint endPoint = Listen(address, 0);
        for (int i = 0; i < 16; i++)
        {
            RawSocket client = Open(address);
            try
            {
                client.Connect(endPoint, 200);
            }
            catch (RawSocketException exception) when (exception.Identifier == "connect,ETIMEDOUT")
            {
                return endPoint;
            }
        }

        Assert.Skip("this kernel drops no SYN when a listener's queue is full");
        return endPoint;
    }

    public RawSocket Open(IPAddress address) => Keep(RawSocket.Open(
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? AddressFamily.Inet6 : AddressFamily.Inet, SocketType.Stream));

    public RawSocket Keep(RawSocket socket)
    {
        _sockets.Add(socket);
        return socket;
    }

    public void Dispose() => _sockets.ForEach(static socket => socket.Dispose());

    private EndPoint Listen(IPAddress address, int backlog)
    {
        RawSocket listener = Bind(address);
        listener.Listen(backlog);
        return listener.LocalEndPoint!;
    }

    private RawSocket Bind(IPAddress address)
    {
        RawSocket socket = Open(address);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }
}
