using RawSockets.Interop;

namespace RawSockets;

/// <summary>Descriptor 1, written without any text writer in between: bytes stay as they are, whatever they are.</summary>
public static class StandardOutput
{
    /// <summary>The descriptor's number.</summary>
    public const int Descriptor = 1;

    /// <summary>Whether it is a terminal, isatty(3), and no file or pipe.</summary>
    public static bool IsTerminal => Sys.IsATty(Descriptor);

    // pipe(7): when poll(2) says that a pipe can be written, this much is taken without waiting, so that a wait can be ended.
    private const int PipeBuffer = 4096;

    /// <summary>Writes all of it, write(2), waiting while its reader is slow.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RawSocketException">The descriptor cannot be written: write,EBADF, write,EPIPE, write,ENOSPC.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Write(ReadOnlySpan<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            ReadinessWait.One(Descriptor, PollEvents.Write, Deadline.None, cancellationToken);
            int result = Sys.Write(Descriptor, data[..Math.Min(data.Length, PipeBuffer)]);
            if (result < 0 && result != -Errno.Numbers.EAGAIN)
            {
                throw RawSocketException.FromResult("write", result, null, "standard output");
            }

            data = data[Math.Max(result, 0)..];
        }
    }
}
