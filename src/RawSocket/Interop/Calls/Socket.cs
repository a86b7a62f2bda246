using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>socket(2)</summary>
internal static partial class Sys
{
    internal static int Socket(int family, int type, int protocol)
    {
        int result = Outcome(LibC.socket(family, type, protocol));
        if (CallTrace.IsOn)
        {
            CallTrace.Write($"socket({Notation.Family(family)}, {Notation.SocketType(type)}, {Notation.Protocol(family, protocol)})", result);
        }

        return result;
    }
}
