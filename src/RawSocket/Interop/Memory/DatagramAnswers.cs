using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>recvmmsg(2) and sendmmsg(2) for datagrams that are answered where they lie</summary>
internal static partial class Sys
{
    private const int WithoutWaiting = 0x40;
    private const int WithoutSignal = 0x4000;

    /// <returns>How many slots were filled, or the negated error number.</returns>
    internal static unsafe int RecvMMsg(int fd, DatagramBatch batch)
    {
        Span<BatchedMessage> slots = batch.Empty();
        int result;
        fixed (BatchedMessage* messages = slots)
        {
            do
            {
                result = NativeRecvMMsg(fd, messages, (uint)slots.Length, WithoutWaiting, null);
                result = result >= 0 ? result : -Marshal.GetLastPInvokeError();
            }
            while (result == -Errno.Numbers.EINTR);
        }

        return result;
    }

    /// <returns>How many answers were sent, or the negated error number of the first.</returns>
    internal static unsafe int SendMMsg(int fd, DatagramBatch batch)
    {
        Span<BatchedMessage> answers = batch.Answers();
        int result;
        fixed (BatchedMessage* messages = answers)
        {
            do
            {
                result = NativeSendMMsg(fd, messages, (uint)answers.Length, WithoutWaiting | WithoutSignal);
                result = result >= 0 ? result : -Marshal.GetLastPInvokeError();
            }
            while (result == -Errno.Numbers.EINTR);
        }

        return result;
    }
}
