using System.Net;

namespace RawSockets;

/// <content>connect(2) to the first of several addresses that answers</content>
public sealed partial class RawSocket
{
    /// <summary>
    /// Connects this socket to one address after the other until one answers; on Linux a socket whose connect(2) failed can be
    /// used again. A socket has one address at a time, so unlike <see cref="HappyEyeballs"/> the attempts do not overlap.
    /// </summary>
    /// <param name="candidates">The addresses, all of the socket's family; one at least.</param>
    /// <param name="timeout">
    /// As for <see cref="Connect(EndPoint, int?, CancellationToken)"/>, for all together: every address gets an even share of what is left.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">There are no addresses.</exception>
    /// <exception cref="RawSocketException">All attempts failed: the first one's error, with all of them in its message.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Connect(IReadOnlyList<EndPoint> candidates, int? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (candidates.Count == 0)
        {
            throw new ArgumentException("There is no address to connect to.", nameof(candidates));
        }

        Deadline deadline = Deadline.After(timeout ?? -1);
        ConnectFailures failures = new();
        for (int i = 0; i < candidates.Count; i++)
        {
            try
            {
                int? share = timeout is null ? null : deadline.IsNone ? -1 : deadline.RemainingMilliseconds / (candidates.Count - i);
                Connect(candidates[i], share, cancellationToken);
                return;
            }
            catch (RawSocketException exception) when (ConcernsAddress(exception.Errno))
            {
                failures.Add(i, candidates[i], exception);
            }
        }

        throw failures.ToException();
    }

    // What concerns the socket would be the same with every address, and an attempt that goes on must be left to itself.
    private static bool ConcernsAddress(Errno errno) => errno.Number is not (Errno.Numbers.EBADF or Errno.Numbers.EISCONN
        or Errno.Numbers.EINPROGRESS or Errno.Numbers.EALREADY or Errno.Numbers.EAFNOSUPPORT);
}
