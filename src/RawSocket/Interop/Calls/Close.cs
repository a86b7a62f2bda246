using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>close(2)</summary>
internal static partial class Sys
{
    // Never made again: Linux frees the descriptor even when close(2) reports EINTR, and it may already be somebody else's.
    internal static int Close(int fd)
    {
        int result = Outcome(LibC.close(fd));
        if (CallTrace.IsOn)
        {
            CallTrace.Write($"close({fd})", result);
        }

        return result;
    }
}
