namespace RawSockets.Diagnostics.Watching;

/// <summary>How <see cref="SocketStateWatch"/> watches.</summary>
public sealed record WatchOptions
{
    /// <summary>What to see changes by. One that is asked for and not there is an error; Auto takes the next best.</summary>
    public WatchSource Source { get; init; }

    /// <summary>The network namespace; null for the calling thread's.</summary>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Whether to look up the processes that have the sockets, which costs a pass over /proc for each batch of changes.</summary>
    public bool FindOwners { get; init; } = true;
}
