namespace RawSockets.Tests;

/// <summary>Binds a port below net.ipv4.ip_unprivileged_port_start.</summary>
internal static class PrivilegedPortRole
{
    internal static void Run()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        Console.WriteLine(Refused.By(() => socket.Bind(Loopback.Address(port: 1))).Identifier);
    }
}
