using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>recv(2); glibc makes it a recvfrom without an address, and so it is traced.</summary>
internal static partial class Sys
{
    internal static unsafe int Recv(int fd, Span<byte> buffer, int flags)
    {
        int result;
        fixed (byte* pointer = buffer)
        {
            do
            {
                result = Outcome(LibC.recv(fd, pointer, buffer.Length, flags));
            }
            while (result == -Errno.Numbers.EINTR);
        }

        if (CallTrace.IsOn)
        {
            string data = result < 0 ? Notation.Pointer(buffer) : Notation.Data(buffer[..Math.Min(result, buffer.Length)]);
            CallTrace.Write($"recvfrom({fd}, {data}, {buffer.Length}, {Notation.MessageFlags(flags)}, NULL, NULL)", result);
        }

        return result;
    }
}
