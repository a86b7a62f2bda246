using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>listen(2)</summary>
internal static partial class Sys
{
    internal static int Listen(int fd, int backlog)
    {
        int result = Outcome(LibC.listen(fd, backlog));
        if (CallTrace.IsOn)
        {
            CallTrace.Write($"listen({fd}, {backlog})", result);
        }

        return result;
    }
}
