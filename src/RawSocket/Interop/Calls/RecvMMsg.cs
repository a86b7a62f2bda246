using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>recvmmsg(2) and sendmmsg(2)</summary>
internal static partial class Sys
{
    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    private static unsafe partial int NativeRecvMMsg(int fd, BatchedMessage* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    private static unsafe partial int NativeSendMMsg(int fd, BatchedMessage* messages, uint count, int flags);

    /// <summary>Receives up to as many messages as there are slots, without waiting.</summary>
    internal static unsafe int RecvMMsg(int fd, MessageSlots slots, int count, int flags)
    {
        int result;
        fixed (BatchedMessage* messages = slots.Prepare(count))
        {
            do
            {
                result = NativeRecvMMsg(fd, messages, (uint)count, flags, null);
                result = result >= 0 ? result : -Marshal.GetLastPInvokeError();
            }
            while (result == -Errno.Numbers.EINTR);
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"recvmmsg({fd}, {Notation.Batch(slots, result)}, {count}, {Notation.MessageFlags(flags)}, NULL)", result);
        }

        return result;
    }

    /// <summary>Sends messages to one address, or to the connected peer when it is empty.</summary>
    internal static unsafe int SendMMsg(int fd, IReadOnlyList<byte[]> payloads, int start, int count, ReadOnlySpan<byte> name, int flags)
    {
        BatchedMessage[] messages = new BatchedMessage[count];
        IoVector[] vectors = new IoVector[count];
        GCHandle[] pins = new GCHandle[count];
        int result;
        fixed (BatchedMessage* messagePointer = messages)
        fixed (IoVector* vectorPointer = vectors)
        fixed (byte* namePointer = name)
        {
            for (int i = 0; i < count; i++)
            {
                pins[i] = GCHandle.Alloc(payloads[start + i], GCHandleType.Pinned);
                vectors[i] = new IoVector { Base = (byte*)pins[i].AddrOfPinnedObject(), Length = (nuint)payloads[start + i].Length };
                messages[i].Header = new MessageHeader
                {
                    Name = namePointer,
                    NameLength = (uint)name.Length,
                    Vectors = vectorPointer + i,
                    VectorCount = 1,
                };
            }

            do
            {
                result = NativeSendMMsg(fd, messagePointer, (uint)count, flags);
                result = result >= 0 ? result : -Marshal.GetLastPInvokeError();
            }
            while (result == -Errno.Numbers.EINTR);
        }

        Array.ForEach(pins, static pin => pin.Free());
        if (CallTrace.IsOn)
        {
            CallTrace.Write($"sendmmsg({fd}, {Notation.SentBatch(payloads, start, count, name, result)}, {count}, {Notation.MessageFlags(flags)})", result);
        }

        return result;
    }
}
