using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>write(2)</summary>
internal static partial class Sys
{
    internal static unsafe int Write(int fd, ReadOnlySpan<byte> data)
    {
        int result;
        fixed (byte* pointer = data)
        {
            do
            {
                result = Outcome((long)LibC.write(fd, pointer, data.Length));
            }
            while (result == -Errno.Numbers.EINTR);
        }

        return result;
    }
}
