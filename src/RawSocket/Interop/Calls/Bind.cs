using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>bind(2)</summary>
internal static partial class Sys
{
    internal static unsafe int Bind(int fd, ReadOnlySpan<byte> address)
    {
        int result;
        fixed (byte* pointer = address)
        {
            result = Outcome(LibC.bind(fd, (sockaddr*)pointer, (uint)address.Length));
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"bind({fd}, {Notation.Address(address)}, {address.Length})", result);
        }

        return result;
    }
}
