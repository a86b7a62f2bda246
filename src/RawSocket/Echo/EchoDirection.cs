namespace RawSockets.Echo;

/// <summary>Which way bytes went, as the server sees it.</summary>
public enum EchoDirection
{
    /// <summary>From the client to the server.</summary>
    Received,

    /// <summary>From the server to the client.</summary>
    Sent,
}
