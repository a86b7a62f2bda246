using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>shutdown(2)</summary>
internal static partial class Sys
{
    internal static int Shutdown(int fd, int how)
    {
        int result = Outcome(LibC.shutdown(fd, how));
        if (CallTrace.IsOn)
        {
            CallTrace.Write($"shutdown({fd}, {Notation.ShutdownDirection(how)})", result);
        }

        return result;
    }
}
