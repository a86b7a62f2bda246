using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>send(2); glibc makes it a sendto without an address, and so it is traced.</summary>
internal static partial class Sys
{
    internal static unsafe int Send(int fd, ReadOnlySpan<byte> data, int flags)
    {
        int result;
        fixed (byte* pointer = data)
        {
            do
            {
                result = Outcome(LibC.send(fd, pointer, data.Length, flags));
            }
            while (result == -Errno.Numbers.EINTR);
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"sendto({fd}, {Notation.SentData(data)}, {data.Length}, {Notation.MessageFlags(flags)}, NULL, 0)", result);
        }

        return result;
    }
}
