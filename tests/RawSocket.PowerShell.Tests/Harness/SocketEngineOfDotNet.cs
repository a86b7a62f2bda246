using System.Net.Sockets;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>
/// Makes .NET's own socket engine open its epoll before any test counts descriptors. PowerShell's engine uses it for a pipe of
/// its own, at some moment after the first runspace was opened.
/// </summary>
public sealed class SocketEngineOfDotNet
{
    /// <summary>Runs once, before the first test.</summary>
    public SocketEngineOfDotNet()
    {
        using Socket listener = Loopback.Listen();
        using SocketAsyncEventArgs accept = new();
        _ = listener.AcceptAsync(accept);
        using Socket client = Loopback.Connect(listener.Port());
        Until.True(() => accept.AcceptSocket is { Connected: true }, "the connection was accepted");
        accept.AcceptSocket!.Dispose();
    }
}
