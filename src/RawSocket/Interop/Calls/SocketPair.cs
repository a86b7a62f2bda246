using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>socketpair(2)</summary>
internal static partial class Sys
{
    internal static unsafe int SocketPair(int family, int type, int protocol, out int first, out int second)
    {
        int* pair = stackalloc int[2];
        pair[0] = pair[1] = -1;
        int result = Outcome(LibC.socketpair(family, type, protocol, pair));
        first = pair[0];
        second = pair[1];
        if (CallTrace.IsOn)
        {
            string descriptors = result < 0 ? $"0x{(nint)pair:x}" : $"[{first}, {second}]";
            CallTrace.Write($"socketpair({Notation.Family(family)}, {Notation.SocketType(type)}, {Notation.Protocol(family, protocol)}, {descriptors})", result);
        }

        return result;
    }
}
