using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>unlink(2)</summary>
internal static partial class Sys
{
    internal static unsafe int Unlink(ReadOnlySpan<byte> path)
    {
        Span<byte> terminated = stackalloc byte[UnixEndPoint.PathRoom + 1];
        terminated.Clear();
        path.CopyTo(terminated);
        int result;
        fixed (byte* pointer = terminated)
        {
            result = Outcome(LibC.unlink(pointer));
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"unlink({Notation.WholeData(path)})", result);
        }

        return result;
    }
}
