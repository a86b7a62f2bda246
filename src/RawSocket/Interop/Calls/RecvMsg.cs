using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>What recvmsg(2) filled besides the data.</summary>
internal struct ReceivedMessage
{
    public int NameLength;
    public int ControlLength;
    public MessageFlags Flags;
}

/// <summary>recvmsg(2)</summary>
internal static partial class Sys
{
    // Own declarations: the batched calls, which Tmds.LibC lacks, take the same struct.
    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static unsafe partial nint NativeRecvMsg(int fd, MessageHeader* message, int flags);

    internal static unsafe int RecvMsg(int fd, Span<byte> data, Span<byte> name, Span<byte> control, int flags, out ReceivedMessage received)
    {
        int result;
        received = default;
        fixed (byte* dataPointer = data, namePointer = name, controlPointer = control)
        {
            IoVector vector = new() { Base = dataPointer, Length = (nuint)data.Length };
            MessageHeader header;
            do
            {
                header = new MessageHeader
                {
                    Name = namePointer,
                    NameLength = (uint)name.Length,
                    Vectors = &vector,
                    VectorCount = 1,
                    Control = controlPointer,
                    ControlLength = (nuint)control.Length,
                };
                nint count = NativeRecvMsg(fd, &header, flags);
                result = count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
            }
            while (result == -Errno.Numbers.EINTR);

            if (result >= 0)
            {
                received.NameLength = Math.Min((int)header.NameLength, name.Length);
                received.ControlLength = Math.Min((int)header.ControlLength, control.Length);
                received.Flags = (MessageFlags)header.Flags;
            }
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"recvmsg({fd}, {Notation.ReceivedMessage(result, data, name, control, received)}, {Notation.MessageFlags(flags)})", result);
        }

        return result;
    }
}
