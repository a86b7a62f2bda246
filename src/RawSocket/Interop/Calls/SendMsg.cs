using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>sendmsg(2) and sendto(2)</summary>
internal static partial class Sys
{
    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static unsafe partial nint NativeSendMsg(int fd, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    private static unsafe partial nint NativeSendTo(int fd, byte* data, nuint length, int flags, byte* name, uint nameLength);

    internal static unsafe int SendTo(int fd, ReadOnlySpan<byte> data, int flags, ReadOnlySpan<byte> name)
    {
        int result;
        fixed (byte* dataPointer = data, namePointer = name)
        {
            do
            {
                nint count = NativeSendTo(fd, dataPointer, (nuint)data.Length, flags, namePointer, (uint)name.Length);
                result = count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
            }
            while (result == -Errno.Numbers.EINTR);
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"sendto({fd}, {Notation.SentData(data)}, {data.Length}, {Notation.MessageFlags(flags)}, {Notation.Address(name)}, {name.Length})", result);
        }

        return result;
    }

    internal static unsafe int SendMsg(int fd, ReadOnlySpan<byte> data, ReadOnlySpan<byte> name, ReadOnlySpan<byte> control, int flags)
    {
        int result;
        fixed (byte* dataPointer = data, namePointer = name, controlPointer = control)
        {
            IoVector vector = new() { Base = dataPointer, Length = (nuint)data.Length };
            MessageHeader header = new()
            {
                Name = namePointer,
                NameLength = (uint)name.Length,
                Vectors = &vector,
                VectorCount = 1,
                Control = controlPointer,
                ControlLength = (nuint)control.Length,
            };
            do
            {
                nint count = NativeSendMsg(fd, &header, flags);
                result = count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
            }
            while (result == -Errno.Numbers.EINTR);
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"sendmsg({fd}, {Notation.SentMessage(data, name, control)}, {Notation.MessageFlags(flags)})", result);
        }

        return result;
    }
}
