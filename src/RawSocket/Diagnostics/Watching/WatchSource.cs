namespace RawSockets.Diagnostics.Watching;

/// <summary>What a watch sees changes of state by.</summary>
public enum WatchSource
{
    /// <summary>The best that this user may use: <see cref="Trace"/>, else <see cref="Destroy"/>, else <see cref="Poll"/>.</summary>
    Auto = 0,

    /// <summary>
    /// The kernel's trace event inet_sock_set_state: every change of every TCP socket. It needs tracefs and root. What is not TCP, and the
    /// records that the kernel keeps for TIME_WAIT, are seen by the other two.
    /// </summary>
    Trace,

    /// <summary>The kernel's notifications of destroyed TCP and UDP sockets, sock_diag(7); what comes before the end is seen by polling.</summary>
    Destroy,

    /// <summary>Snapshots of the kernel's table that are compared. What happens between two of them is not seen.</summary>
    Poll,
}
