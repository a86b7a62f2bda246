using RawSockets.Interop;

namespace RawSockets;

/// <summary>What one socket of several is ready for, poll(2).</summary>
/// <param name="Socket">The socket.</param>
/// <param name="Events">What poll(2) reported.</param>
public sealed record SocketReadiness(RawSocket Socket, PollEvents Events)
{
    /// <summary>There is something to receive or accept, or the stream ended.</summary>
    public bool Readable => (Events & (PollEvents.Read | PollEvents.HangUp | PollEvents.ReadHangUp)) != 0;

    /// <summary>Sending would not block.</summary>
    public bool Writable => Events.HasFlag(PollEvents.Write);

    /// <summary>An error is pending, which the next call reports, or something is in the error queue.</summary>
    public bool HasError => (Events & (PollEvents.Error | PollEvents.Invalid)) != 0;
}

/// <summary>Waits for any of several sockets, poll(2).</summary>
public static class SocketWait
{
    /// <summary>Waits until at least one socket is ready.</summary>
    /// <param name="sockets">The sockets.</param>
    /// <param name="events">What to wait for.</param>
    /// <param name="timeout">How long, in milliseconds; 0 only looks, -1 has no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that are ready, in the order given; none when the time passed.</returns>
    /// <exception cref="RawSocketException">One of the sockets is closed: poll,EBADF.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<SocketReadiness> Any(
        IReadOnlyList<RawSocket> sockets,
        PollEvents events,
        int timeout = -1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sockets);
        PollDescriptor[] entries = new PollDescriptor[sockets.Count + 1];
        List<SafeDescriptor> held = new(sockets.Count);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource([default, .. sockets.Select(static socket => socket.Closing)]);
        try
        {
            bool somethingKept = false;
            for (int i = 0; i < sockets.Count; i++)
            {
                entries[i] = new PollDescriptor { Descriptor = Hold(sockets[i], held), Events = events };
                somethingKept |= (events.HasFlag(PollEvents.Read) && sockets[i].KeptCount > 0) || sockets[i].KeptEntryCount > 0;
            }

            Deadline deadline = somethingKept ? Deadline.After(0) : Deadline.After(timeout);
            ReadinessWait.Any(entries, sockets.Count, deadline, cancellationToken, closing.Token);
            return Collect(sockets, entries, events);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Closed(sockets.First(static socket => socket.IsClosed));
        }
        finally
        {
            held.ForEach(static handle => handle.DangerousRelease());
        }
    }

    private static int Hold(RawSocket socket, List<SafeDescriptor> held)
    {
        try
        {
            bool added = false;
            socket.Handle.DangerousAddRef(ref added);
        }
        catch (ObjectDisposedException)
        {
            throw Closed(socket);
        }

        held.Add(socket.Handle);
        return socket.Descriptor;
    }

    private static List<SocketReadiness> Collect(IReadOnlyList<RawSocket> sockets, PollDescriptor[] entries, PollEvents events)
    {
        List<SocketReadiness> ready = [];
        for (int i = 0; i < sockets.Count; i++)
        {
            PollEvents returned = entries[i].Returned;
            if (events.HasFlag(PollEvents.Read) && sockets[i].KeptCount > 0)
            {
                returned |= PollEvents.Read;
            }

            if (sockets[i].KeptEntryCount > 0)
            {
                returned |= PollEvents.Error;
            }

            if (returned != PollEvents.None)
            {
                ready.Add(new SocketReadiness(sockets[i], returned));
            }
        }

        return ready;
    }

    private static RawSocketException Closed(RawSocket socket) =>
        new("poll", new Errno(Errno.Numbers.EBADF), null, $"socket {socket.Descriptor} is closed");
}
