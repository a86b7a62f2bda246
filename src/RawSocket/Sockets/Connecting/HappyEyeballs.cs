using System.Net;

namespace RawSockets;

/// <summary>
/// Connects to whichever of several addresses answers first, as RFC 8305 ("Happy Eyeballs") has it: IPv6 and IPv4 alternate, each
/// attempt has a head start over the next, and a failed one lets the next start at once. All run on the caller's thread, in one poll(2).
/// </summary>
public static class HappyEyeballs
{
    /// <summary>Puts addresses in the order of RFC 8305, section 4: families alternate, beginning with the first one's.</summary>
    /// <param name="candidates">The addresses, the preferred one first; what is there twice is tried once.</param>
    /// <returns>The same addresses.</returns>
    public static IReadOnlyList<EndPoint> Interleave(IEnumerable<EndPoint> candidates)
    {
        List<Queue<EndPoint>> families =
        [
            .. candidates.Distinct().GroupBy(SocketAddress.FamilyOf).Select(static family => new Queue<EndPoint>(family)),
        ];
        List<EndPoint> order = [];
        while (families.Exists(static family => family.Count > 0))
        {
            foreach (Queue<EndPoint> family in families)
            {
                if (family.TryDequeue(out EndPoint? next))
                {
                    order.Add(next);
                }
            }
        }

        return order;
    }

    /// <summary>Connects a new socket to the first address that answers; all other sockets are closed.</summary>
    /// <param name="candidates">The addresses, the preferred one first; one at least.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends all attempts.</param>
    /// <returns>The connected socket; the caller closes it.</returns>
    /// <exception cref="ArgumentException">There are no addresses.</exception>
    /// <exception cref="RawSocketException">
    /// All attempts failed: the first one's error, with all of them in its message; or it took too long: connect,ETIMEDOUT.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RawSocket Connect(IEnumerable<EndPoint> candidates, HappyEyeballsOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<EndPoint> order = Interleave(candidates);
        if (order.Count == 0)
        {
            throw new ArgumentException("There is no address to connect to.", nameof(candidates));
        }

        cancellationToken.ThrowIfCancellationRequested();
        options ??= new HappyEyeballsOptions();
        using ConnectRace race = new(order, options);
        RawSocket winner = race.Run(cancellationToken);
        if (!options.NonBlocking)
        {
            MakeBlocking(winner);
        }

        return winner;
    }

    private static void MakeBlocking(RawSocket winner)
    {
        try
        {
            winner.SetNonBlocking(false);
        }
        catch
        {
            winner.Dispose();
            throw;
        }
    }
}
