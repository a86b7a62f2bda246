using RawSockets.Engine;

namespace RawSockets.Echo;

/// <content>The clients that are connected</content>
public sealed partial class EchoServer
{
    /// <summary>The clients as they are now, in the order in which they came.</summary>
    /// <param name="cancellationToken">Ends the wait for the loops' answers, which takes no longer than a turn.</param>
    /// <returns>The clients; none when the server has ended.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<EchoSession> GetSessions(CancellationToken cancellationToken = default)
    {
        List<EchoSession> sessions = [];
        AskAll(
            loop =>
            {
                lock (sessions)
                {
                    sessions.AddRange(loop.Clients.Select(client => EchoSession.Of(this, client, loop.Now)));
                }
            },
            cancellationToken);
        sessions.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        return sessions;
    }

    /// <summary>Closes a client's connection; what it has not taken yet is lost.</summary>
    /// <param name="sessionId">The session's number.</param>
    /// <param name="cancellationToken">Ends the wait for the loops' answers.</param>
    /// <returns>Whether there was such a client.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool Disconnect(long sessionId, CancellationToken cancellationToken = default)
    {
        int found = 0;
        AskAll(
            loop =>
            {
                foreach (Client client in loop.Clients)
                {
                    if (client.Id == sessionId)
                    {
                        loop.End(client, DisconnectCause.Disconnected);
                        Volatile.Write(ref found, 1);
                        return;
                    }
                }
            },
            cancellationToken);
        return Volatile.Read(ref found) != 0;
    }

    private void AskAll(Action<EventLoop> question, CancellationToken cancellationToken)
    {
        // Not disposed: a loop may still answer after the wait was given up.
        CountdownEvent answers = new(1);
        foreach (EventLoop loop in _loops.All)
        {
            answers.AddCount();
            bool asked = loop.TryAsk(asked =>
            {
                try
                {
                    question(asked);
                }
                finally
                {
                    answers.Signal();
                }
            });
            if (!asked)
            {
                answers.Signal();
            }
        }

        answers.Signal();
        answers.Wait(cancellationToken);
    }
}
