using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>
/// Closing when all was sent. Closing a connection on which more has arrived, or arrives later, resets it, and a reset destroys what the
/// client's kernel has not taken yet. So the stream is ended first, and what the client still sends is dropped until it ends too.
/// </content>
internal abstract partial class EventLoop
{
    /// <summary>How long a client has to end its half after the server has, in milliseconds.</summary>
    private const int LingerTime = 2000;
    private readonly Queue<(Client Client, long Id, long At)> _lingering = new();

    internal void EndWhenSent(Client client, DisconnectCause cause)
    {
        if (!client.IsOpen || client.IsClosing)
        {
            return;
        }

        client.Flags |= ClientFlags.Closing;
        if (cause != DisconnectCause.EndOfStream)
        {
            client.More().Cause = cause;
        }

        CloseIfSent(client);
    }

    private protected void CloseIfSent(Client client)
    {
        if (client.HasPending)
        {
            Update(client);
        }
        else if (client.InputEnded)
        {
            End(client, CauseOf(client));
        }
        else if ((client.Flags & ClientFlags.SendEnded) == 0)
        {
            client.Flags |= ClientFlags.SendEnded;
            _ = Sys.Shutdown(client.Descriptor, (int)ShutdownDirection.Send);
            _lingering.Enqueue((client, client.Id, Now + LingerTime));
            SetTimer(Now + LingerTime);
            Update(client);
        }
    }

    private void EndLingering()
    {
        while (_lingering.TryPeek(out (Client Client, long Id, long At) next))
        {
            if (next.At > Now)
            {
                SetTimer(next.At);
                return;
            }

            _lingering.Dequeue();
            if (next.Client.IsOpen && next.Client.Id == next.Id)
            {
                End(next.Client, CauseOf(next.Client));
            }
        }
    }

    private static DisconnectCause CauseOf(Client client) => client.Extra?.Cause ?? DisconnectCause.EndOfStream;
}
