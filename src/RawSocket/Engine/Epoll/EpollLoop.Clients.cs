using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>Receiving from clients and sending to them</content>
internal sealed partial class EpollLoop
{
    private const uint Failed = Sys.EpollError | Sys.EpollHangUp;

    private protected override bool ReceiveOwed(Client client, int most)
    {
        int result = ReceiveOnce(client, Math.Min(most, _buffer.Length));
        return result > 0;
    }

    private protected override int Discard(Client client) => Sys.Recv(client.Descriptor, _buffer.Bytes, (int)MessageFlags.DontWait);

    private void Serve(Client client, uint events)
    {
        if (client.HasPending && (events & (Sys.EpollOut | Failed)) != 0)
        {
            SendPending(client);
        }
        else if ((events & Sys.EpollOut) != 0 && WantsToGenerate(client))
        {
            HandlerOf(client).Writable(new Connection(this, client));
        }

        if ((events & (Sys.EpollIn | Failed)) != 0 && client.IsOpen && !Draining && (WantsInput(client) || (events & Failed) != 0))
        {
            Receive(client);
        }
        else if (client.IsOpen)
        {
            Update(client);
        }
    }

    private void Receive(Client client)
    {
        int most = Allowance(client, _buffer.Length);
        if (most > 0)
        {
            int received = ReceiveOnce(client, most);
            if (received > 0 && client.IsOpen)
            {
                client.Extra?.Rate?.Use(received);
            }
        }
    }

    private int ReceiveOnce(Client client, int most)
    {
        int received = Sys.Recv(client.Descriptor, _buffer.Bytes[..most], (int)MessageFlags.DontWait);
        if (received > 0)
        {
            _turnBytes += received;
            Received(client, _buffer.Bytes[..received]);
        }
        else if (received == 0)
        {
            InputEnded(client);
        }
        else if (received != -Errno.Numbers.EAGAIN)
        {
            Fail(client, "recv", received);
        }

        return received;
    }

    private void SendPending(Client client)
    {
        ByteQueue pending = client.Extra!.Pending!;
        int sent = SendNow(client, pending.Span);
        if (sent <= 0)
        {
            return;
        }

        pending.Drop(sent);
        client.Queued -= sent;
        if (!client.HasPending)
        {
            OutputDone(client);
        }
    }

    /// <returns>What the kernel took; or, when that failed and the client has ended, the negated error number.</returns>
    private int SendNow(Client client, ReadOnlySpan<byte> data)
    {
        int sent = 0;
        while (sent < data.Length)
        {
            int result = Sys.Send(client.Descriptor, data[sent..], (int)(MessageFlags.DontWait | MessageFlags.NoSignal));
            if (result < 0)
            {
                Sent(client, data[..sent]);
                if (result == -Errno.Numbers.EAGAIN)
                {
                    return sent;
                }

                FailSend(client, result);
                return result;
            }

            sent += result;
        }

        Sent(client, data);
        return sent;
    }
}
