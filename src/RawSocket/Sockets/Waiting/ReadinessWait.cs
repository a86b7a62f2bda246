using RawSockets.Interop;

namespace RawSockets;

/// <summary>
/// The one place where a thread of this library waits for sockets. It polls them together with an eventfd, because close(2)
/// does not wake a thread that waits, and so every blocking operation ends when its token is cancelled or its socket closed.
/// </summary>
internal static class ReadinessWait
{
    /// <summary>Waits until one descriptor is ready.</summary>
    /// <returns>What it is ready for; <see cref="PollEvents.None"/> when the deadline passed first.</returns>
    /// <exception cref="OperationCanceledException">One of the tokens was cancelled.</exception>
    internal static PollEvents One(int descriptor, PollEvents events, Deadline deadline, CancellationToken first, CancellationToken second = default)
    {
        Span<PollDescriptor> entries = stackalloc PollDescriptor[2];
        entries[0] = new PollDescriptor { Descriptor = descriptor, Events = events };
        Any(entries, 1, deadline, first, second);
        return entries[0].Returned;
    }

    /// <summary>Waits until any of the first <paramref name="count"/> entries is ready; the entry behind them must be free.</summary>
    /// <returns>How many are ready; 0 when the deadline passed first.</returns>
    /// <exception cref="OperationCanceledException">One of the tokens was cancelled.</exception>
    internal static int Any(Span<PollDescriptor> entries, int count, Deadline deadline, CancellationToken first, CancellationToken second = default)
    {
        first.ThrowIfCancellationRequested();
        second.ThrowIfCancellationRequested();
        if (!first.CanBeCanceled && !second.CanBeCanceled)
        {
            return Poll(entries[..count], deadline, first, second);
        }

        using WakeSignal wake = new();
        using var firstRegistration = wake.WakeOn(first);
        using var secondRegistration = wake.WakeOn(second);
        using var lease = wake.Descriptor.Use();
        entries[count] = new PollDescriptor { Descriptor = lease.Number, Events = PollEvents.Read };
        int ready = Poll(entries[..(count + 1)], deadline, first, second);
        return entries[count].Returned == PollEvents.None ? ready : ready - 1;
    }

    private static int Poll(Span<PollDescriptor> entries, Deadline deadline, CancellationToken first, CancellationToken second)
    {
        while (true)
        {
            int result = Sys.Poll(entries, deadline.RemainingMilliseconds);
            first.ThrowIfCancellationRequested();
            second.ThrowIfCancellationRequested();
            if (result > 0 || (result == 0 && deadline.HasPassed))
            {
                return result;
            }

            if (result < 0 && result != -Errno.Numbers.EINTR)
            {
                throw RawSocketException.FromResult("poll", result);
            }
        }
    }
}
