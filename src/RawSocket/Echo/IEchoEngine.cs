namespace RawSockets.Echo;

/// <summary>What moves the bytes of an echo server: it owns the listener's and the clients' descriptors and the thread or threads.</summary>
internal interface IEchoEngine : IDisposable
{
    int ConnectionCount { get; }

    long TotalConnections { get; }

    long BytesReceived { get; }

    long BytesSent { get; }

    /// <summary>Starts to serve. When all is over, whatever the cause, <paramref name="ended"/> is called once, with the fault if any.</summary>
    void Start(Action<Exception?> ended);

    /// <summary>Ends accepting, echoes what was received, and ends; does not wait. A later call can only shorten the time.</summary>
    void RequestStop(int drainTimeout);
}
