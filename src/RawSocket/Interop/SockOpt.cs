using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>getsockopt(2) and setsockopt(2)</summary>
internal static partial class Sys
{
    /// <returns>The number of bytes that the kernel wrote to <paramref name="value"/>, or the negated error number.</returns>
    internal static unsafe int GetSockOpt(int fd, int level, int option, Span<byte> value)
    {
        socklen_t size = (uint)value.Length;
        int result;
        fixed (byte* pointer = value)
        {
            result = Outcome(LibC.getsockopt(fd, level, option, pointer, &size));
        }

        int length = Math.Min((int)(uint)size, value.Length);
        if (CallTrace.IsOn)
        {
            string got = result < 0 ? Notation.Pointer(value) : Notation.OptionValue(level, option, value[..length]);
            CallTrace.Write(
                $"getsockopt({fd}, {Notation.OptionLevel(level)}, {Notation.OptionName(level, option)}, {got}, {Notation.Length(value.Length, length)})",
                result);
        }

        return result < 0 ? result : length;
    }

    internal static unsafe int SetSockOpt(int fd, int level, int option, ReadOnlySpan<byte> value)
    {
        int result;
        fixed (byte* pointer = value)
        {
            result = Outcome(LibC.setsockopt(fd, level, option, pointer, (uint)value.Length));
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write(
                $"setsockopt({fd}, {Notation.OptionLevel(level)}, {Notation.OptionName(level, option)}, {Notation.OptionValue(level, option, value)}, {value.Length})",
                result);
        }

        return result;
    }
}
