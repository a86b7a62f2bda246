using System.Collections;

namespace RawSockets.PowerShell.Binding;

/// <summary>The socket that a completer can see.</summary>
internal static class BoundSocket
{
    internal static RawSocket? Find(IDictionary? fakeBoundParameters) => Payload.Plain(fakeBoundParameters?["Socket"]) switch
    {
        RawSocket socket => socket,
        RawSocket[] { Length: > 0 } sockets => sockets[0],
        object[] { Length: > 0 } items => Payload.Plain(items[0]) as RawSocket,
        _ => null,
    };
}
