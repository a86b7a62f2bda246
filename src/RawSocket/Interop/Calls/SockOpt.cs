using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>getsockopt(2) and setsockopt(2)</summary>
internal static partial class Sys
{
    /// <param name="fd">The socket.</param>
    /// <param name="level">The level's number.</param>
    /// <param name="option">The option's number.</param>
    /// <param name="value">Receives the value.</param>
    /// <param name="unit">The bytes for which the kernel counts one.</param>
    /// <returns>The number of bytes that the kernel wrote to <paramref name="value"/>, or the negated error number.</returns>
    internal static unsafe int GetSockOpt(int fd, int level, int option, Span<byte> value, int unit = 1)
    {
        int room = value.Length / unit;
        socklen_t size = (uint)room;
        int result;
        fixed (byte* pointer = value)
        {
            result = Outcome(LibC.getsockopt(fd, level, option, pointer, &size));
        }

        int count = Math.Min((int)(uint)size, room);
        if (CallTrace.IsOn)
        {
            string got = result < 0 || count == 0 ? Notation.Pointer(value) : Notation.OptionRead(level, option, value[..(count * unit)]);
            string name = Notation.OptionName(level, option, isRead: true);
            CallTrace.Write($"getsockopt({fd}, {Notation.OptionLevel(level)}, {name}, {got}, {Notation.Length(room, count)})", result);
        }

        return result < 0 ? result : count * unit;
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
            string given = Notation.OptionWritten(level, option, value);
            string name = Notation.OptionName(level, option, isRead: false);
            CallTrace.Write($"setsockopt({fd}, {Notation.OptionLevel(level)}, {name}, {given}, {value.Length})", result);
        }

        return result;
    }
}
