namespace RawSockets.Diagnostics.Watching;

/// <summary>Waits until sockets are there, or are gone.</summary>
public static class SocketStateWait
{
    private const int ShortestPause = 5;
    private const int LongestPause = 100;

    /// <summary>Waits until at least one socket matches.</summary>
    /// <param name="query">Which sockets, in which states.</param>
    /// <param name="timeout">How long, in milliseconds; 0 only looks, -1 has no limit.</param>
    /// <param name="place">The network namespace; null for the calling thread's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that match; none when the time is up.</returns>
    /// <exception cref="RawSocketException">The kernel's table can't be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<SocketState> UntilThere(
        SocketStateQuery query, int timeout = -1, NetworkNamespace? place = null, CancellationToken cancellationToken = default)
    {
        List<SocketState> rows = [];
        Repeat(() => (rows = Look(query, place, out _, cancellationToken)).Count > 0, timeout, cancellationToken);
        return rows;
    }

    /// <summary>Waits until no socket matches.</summary>
    /// <inheritdoc cref="UntilThere"/>
    /// <returns>Those that still match when the time is up; none when all are gone.</returns>
    public static IReadOnlyList<SocketState> UntilGone(
        SocketStateQuery query, int timeout = -1, NetworkNamespace? place = null, CancellationToken cancellationToken = default)
    {
        List<SocketState> rows = [];
        Repeat(IsGone, timeout, cancellationToken);
        return rows;

        // A table that changes while it is read may leave a socket out once; nothing must be there twice.
        bool IsGone()
        {
            for (int look = 0; look < 2; look++)
            {
                rows = Look(query, place, out bool isComplete, cancellationToken);
                if (rows.Count > 0 || !isComplete)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static void Repeat(Func<bool> isDone, int timeout, CancellationToken cancellationToken)
    {
        Deadline deadline = Deadline.After(timeout);
        int pause = ShortestPause;
        using (CallTrace.To(null))
        {
            while (!isDone() && !deadline.HasPassed)
            {
                int left = deadline.RemainingMilliseconds;
                cancellationToken.WaitHandle.WaitOne(left < 0 ? pause : Math.Min(left, pause));
                cancellationToken.ThrowIfCancellationRequested();
                pause = Math.Min(2 * pause, LongestPause);
            }
        }
    }

    private static List<SocketState> Look(SocketStateQuery query, NetworkNamespace? place, out bool isComplete, CancellationToken cancellationToken)
    {
        List<SocketState> rows = [];
        isComplete = true;
        try
        {
            // A reader looks owners up once, and they change.
            foreach (SocketState row in new SocketStateReader(place).Read(query, cancellationToken))
            {
                rows.Add(row);
            }
        }
        catch (RawSocketException exception) when (exception.Identifier == "sock_diag,EINTR")
        {
            isComplete = false;
        }

        return rows;
    }
}
