namespace RawSockets.Tests;

/// <summary>Both ends of a TCP connection over loopback.</summary>
internal sealed class ConnectedPair : IDisposable
{
    internal ConnectedPair(AddressFamily family = AddressFamily.Inet)
    {
        using RawSocket listener = Loopback.Listener(family);
        Client = Loopback.ClientOf(listener.LocalEndPoint!);
        Server = listener.Accept(cancellationToken: Bounded.Token);
    }

    internal RawSocket Client { get; }

    internal RawSocket Server { get; }

    /// <summary>Makes the close of one end a reset, socket(7): a linger time of zero.</summary>
    internal static void Reset(RawSocket end)
    {
        end.SetOption(SocketOption.Find("Linger")!, new Linger(true, 0));
        end.Close();
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
