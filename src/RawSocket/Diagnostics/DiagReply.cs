using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads one row behind its message header.</summary>
/// <param name="body">The row with its attributes.</param>
/// <returns>The row.</returns>
internal delegate T DiagRowReader<out T>(ReadOnlySpan<byte> body);

/// <summary>What one datagram of a listing said besides its rows.</summary>
/// <param name="IsDone">Whether it was the last.</param>
/// <param name="IsInterrupted">Whether the table changed while it was read.</param>
internal readonly record struct DiagReply(bool IsDone, bool IsInterrupted)
{
    private const int LargestErrno = 4095;

    /// <summary>Adds the rows of a datagram to a list. Messages of other kinds are passed over.</summary>
    /// <exception cref="RawSocketException">The kernel refused, or the datagram makes no sense (sock_diag,EBADMSG).</exception>
    internal static DiagReply Parse<T>(ReadOnlySpan<byte> datagram, DiagRowReader<T> reader, List<T> rows)
    {
        if (datagram.IsEmpty)
        {
            throw DiagErrors.Malformed("the reply is empty");
        }

        bool interrupted = false;
        NetlinkMessages messages = new(datagram);
        while (messages.MoveNext())
        {
            if (messages.Header.Sequence != DiagRequest.Sequence)
            {
                throw DiagErrors.Malformed($"the reply to request {messages.Header.Sequence} came for request {DiagRequest.Sequence}");
            }

            interrupted |= (messages.Header.Flags & NetlinkNumbers.Interrupted) != 0;
            switch (messages.Header.Type)
            {
                case NetlinkNumbers.Done:
                    // A listing that could not begin ends here too, with the error as its result.
                    ThrowIfRefused(messages.Body.IsEmpty ? 0 : Result(messages.Body));
                    return new DiagReply(IsDone: true, interrupted);
                case NetlinkNumbers.Error:
                    ThrowIfRefused(Result(messages.Body));
                    return new DiagReply(IsDone: true, interrupted);
                case NetlinkNumbers.Overrun:
                    throw DiagErrors.Malformed("the kernel says that messages were lost");
                case NetlinkNumbers.ByFamily:
                    rows.Add(reader(messages.Body));
                    if ((messages.Header.Flags & NetlinkNumbers.Multi) == 0)
                    {
                        return new DiagReply(IsDone: true, interrupted);
                    }

                    break;
            }
        }

        return new DiagReply(IsDone: false, interrupted);
    }

    private static int Result(ReadOnlySpan<byte> body) => body.Length >= sizeof(int)
        ? MemoryMarshal.Read<int>(body)
        : throw DiagErrors.Malformed($"a result has {body.Length} bytes");

    private static void ThrowIfRefused(int result)
    {
        if (result is < 0 and >= -LargestErrno)
        {
            throw DiagErrors.Refused(-result);
        }

        if (result != 0)
        {
            throw DiagErrors.Malformed($"{result} is no result");
        }
    }
}
