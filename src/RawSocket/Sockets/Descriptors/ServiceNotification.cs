using System.Text;

namespace RawSockets;

/// <summary>
/// Tells the service manager that started this process how it is, sd_notify(3): a datagram to the Unix socket that NOTIFY_SOCKET names.
/// </summary>
public static class ServiceNotification
{
    private const string Variable = "NOTIFY_SOCKET";

    /// <summary>Whether a service manager asked to be told.</summary>
    public static bool IsWanted => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Sends a state, such as READY=1 or STOPPING=1; nothing happens when nobody asked.</summary>
    /// <param name="state">The assignments, one to a line.</param>
    /// <exception cref="ArgumentException">NOTIFY_SOCKET names no Unix socket.</exception>
    /// <exception cref="RawSocketException">It could not be sent: sendto,ENOENT, sendto,ECONNREFUSED.</exception>
    public static void Send(string state)
    {
        if (!IsWanted)
        {
            return;
        }

        var manager = UnixEndPoint.Parse(Environment.GetEnvironmentVariable(Variable)!);
        using var socket = RawSocket.Open(AddressFamily.Unix, SocketType.Dgram);
        socket.SendDatagrams([Encoding.UTF8.GetBytes(state)], manager, timeout: 1000);
    }
}
