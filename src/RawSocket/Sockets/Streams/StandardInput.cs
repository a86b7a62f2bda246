using RawSockets.Interop;

namespace RawSockets;

/// <summary>Descriptor 0, read without any buffer of .NET's in between, so that nothing is taken that nobody asked for.</summary>
public static class StandardInput
{
    /// <summary>The descriptor's number.</summary>
    public const int Descriptor = 0;

    /// <summary>Whether it is a terminal, isatty(3).</summary>
    public static bool IsTerminal => Sys.IsATty(Descriptor);

    /// <summary>Reads what is there, read(2); waits when nothing is, so wait for readiness first.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <returns>How many bytes were read; 0 at the end, which Ctrl+D is on a terminal.</returns>
    /// <exception cref="RawSocketException">The descriptor cannot be read: read,EBADF, read,EIO.</exception>
    public static int Read(Span<byte> buffer)
    {
        int result = Sys.Read(Descriptor, buffer);
        return result >= 0 ? result : throw RawSocketException.FromResult("read", result, null, "standard input");
    }

    /// <summary>Waits until it can be read or the connection ends.</summary>
    /// <param name="socket">The connection to watch meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it can be read; false when the peer ended the connection.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static bool WaitUnlessEnded(RawSocket socket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(socket);
        using var lease = socket.Use("poll");
        Span<PollDescriptor> entries =
        [
            new PollDescriptor { Descriptor = Descriptor, Events = PollEvents.Read },
            new PollDescriptor { Descriptor = lease.Number, Events = PollEvents.ReadHangUp },
            default,
        ];
        do
        {
            socket.WaitForAny(entries, 2, Deadline.None, cancellationToken);
        }
        while (entries[1].Returned == PollEvents.Error && socket.EmptyErrorQueue(lease.Number, "poll"));
        return entries[1].Returned == PollEvents.None;
    }
}
