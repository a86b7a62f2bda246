namespace RawSockets.Echo;

/// <summary>What a server does with what it receives.</summary>
public enum EchoServiceKind
{
    /// <summary>Sends it back, RFC 862.</summary>
    Echo,

    /// <summary>Throws it away, RFC 863.</summary>
    Discard,

    /// <summary>Throws it away, and sends lines of printable characters without end, RFC 864.</summary>
    CharacterGenerator,

    /// <summary>Sends it to all other clients; streams only.</summary>
    Broadcast,

    /// <summary>Throws it away, and sends the seconds since 1900 in four bytes, RFC 868.</summary>
    Time,
}
