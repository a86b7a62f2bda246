using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>read(2)</summary>
internal static partial class Sys
{
    internal static unsafe int Read(int fd, Span<byte> buffer)
    {
        int result;
        fixed (byte* pointer = buffer)
        {
            do
            {
                result = Outcome((long)LibC.read(fd, pointer, buffer.Length));
            }
            while (result == -Errno.Numbers.EINTR);
        }

        return result;
    }
}
