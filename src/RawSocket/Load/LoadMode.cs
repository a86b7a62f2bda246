namespace RawSockets.Load;

/// <summary>What each connection of a measurement does.</summary>
public enum LoadMode
{
    /// <summary>Keeps messages in flight, one unless said otherwise; the next is sent when an echo is back.</summary>
    PingPong,

    /// <summary>The same with large messages, many in flight: how many bytes pass in a second.</summary>
    Stream,

    /// <summary>Connects, sends one message, takes its echo and closes, again and again.</summary>
    Churn,
}
