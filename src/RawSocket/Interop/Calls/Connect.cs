using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>connect(2)</summary>
internal static partial class Sys
{
    // Not made again after EINTR: connect(2) goes on in the background then, and the caller waits for it to become writable.
    internal static unsafe int Connect(int fd, ReadOnlySpan<byte> address)
    {
        int result;
        fixed (byte* pointer = address)
        {
            result = Outcome(LibC.connect(fd, (sockaddr*)pointer, (uint)address.Length));
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"connect({fd}, {Notation.Address(address)}, {address.Length})", result);
        }

        return result;
    }
}
