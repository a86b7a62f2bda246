using System.Runtime.InteropServices;
using System.Text;

namespace RawSockets;

/// <summary>An option's value to and from the bytes that the kernel takes.</summary>
internal static class SocketOptionValue
{
    /// <summary>Room for the largest value that is read, which is struct tcp_info with space to grow.</summary>
    internal const int MaxLength = 1024;

    /// <summary>Reads what getsockopt(2) gave.</summary>
    internal static object Decode(SocketOption option, ReadOnlySpan<byte> value) => option.Kind switch
    {
        SocketOptionKind.Boolean => Int(value) != 0,
        SocketOptionKind.Integer => Int(value),
        SocketOptionKind.Seconds => TimeSpan.FromSeconds(Int(value)),
        SocketOptionKind.Milliseconds => TimeSpan.FromMilliseconds(Int(value)),
        SocketOptionKind.TimeVal when value.Length >= 16 =>
            TimeSpan.FromMicroseconds((MemoryMarshal.Read<long>(value) * 1_000_000) + MemoryMarshal.Read<long>(value[8..])),
        SocketOptionKind.Linger when value.Length >= 8 => new Linger(Int(value) != 0, Int(value[4..])),
        SocketOptionKind.Text => Text(value),
        _ => value.ToArray(),
    };

    /// <summary>Makes what setsockopt(2) takes.</summary>
    /// <exception cref="ArgumentException">The value is not of the option's type or out of its range.</exception>
    internal static byte[] Encode(SocketOption option, object? value) => option.Kind switch
    {
        SocketOptionKind.Boolean => Bytes(Boolean(option, value) ? 1 : 0),
        SocketOptionKind.Integer => Bytes(Integer(option, value)),
        SocketOptionKind.Seconds => Bytes(Whole(option, value, TimeSpan.TicksPerSecond)),
        SocketOptionKind.Milliseconds => Bytes(Whole(option, value, TimeSpan.TicksPerMillisecond)),
        SocketOptionKind.TimeVal => TimeVal(option, value),
        SocketOptionKind.Linger => LingerBytes(option, value),
        SocketOptionKind.Text => value is string text ? Encoding.UTF8.GetBytes(text) : throw Unfit(option, value, "a string"),
        _ => value as byte[] ?? throw Unfit(option, value, "a byte array"),
    };

    private static int Int(ReadOnlySpan<byte> value) => value.Length switch
    {
        >= 4 => MemoryMarshal.Read<int>(value),
        >= 1 => value[0],
        _ => 0,
    };

    private static string Text(ReadOnlySpan<byte> value)
    {
        int end = value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
    }

    private static byte[] Bytes(int value)
    {
        byte[] bytes = new byte[sizeof(int)];
        MemoryMarshal.Write(bytes, value);
        return bytes;
    }

    private static bool Boolean(SocketOption option, object? value) => value switch
    {
        bool boolean => boolean,
        int number and (0 or 1) => number == 1,
        _ => throw Unfit(option, value, "$true or $false"),
    };

    private static int Integer(SocketOption option, object? value) => value switch
    {
        int number => number,
        long number and >= int.MinValue and <= uint.MaxValue => unchecked((int)number),
        byte or sbyte or short or ushort => Convert.ToInt32(value, null),
        uint number => unchecked((int)number),
        _ => throw Unfit(option, value, "a whole number of 32 bits"),
    };

    private static int Whole(SocketOption option, object? value, long ticksPerUnit)
    {
        if (value is not TimeSpan time)
        {
            return value is int number ? number : throw Unfit(option, value, Unit(ticksPerUnit));
        }

        return time.Ticks % ticksPerUnit == 0 && time.Ticks / ticksPerUnit is >= int.MinValue and <= int.MaxValue
            ? (int)(time.Ticks / ticksPerUnit)
            : throw Unfit(option, value, Unit(ticksPerUnit));
    }

    private static string Unit(long ticksPerUnit) =>
        ticksPerUnit == TimeSpan.TicksPerSecond ? "a TimeSpan or number of whole seconds" : "a TimeSpan or number of whole milliseconds";

    // A bare number is milliseconds, as for every timeout of this module.
    private static byte[] TimeVal(SocketOption option, object? value)
    {
        TimeSpan time = value switch
        {
            TimeSpan span => span,
            int milliseconds => TimeSpan.FromMilliseconds(milliseconds),
            _ => throw Unfit(option, value, "a TimeSpan or a number of milliseconds"),
        };
        if (time < TimeSpan.Zero)
        {
            throw Unfit(option, value, "a time of zero or more");
        }

        byte[] bytes = new byte[16];
        long microseconds = time.Ticks / TimeSpan.TicksPerMicrosecond;
        MemoryMarshal.Write(bytes, microseconds / 1_000_000);
        MemoryMarshal.Write(bytes.AsSpan(8), microseconds % 1_000_000);
        return bytes;
    }

    private static byte[] LingerBytes(SocketOption option, object? value)
    {
        Linger linger = value switch
        {
            Linger given => given,
            false => new Linger(false, 0),
            int seconds and >= 0 => new Linger(true, seconds),
            TimeSpan time when time >= TimeSpan.Zero => new Linger(true, Whole(option, time, TimeSpan.TicksPerSecond)),
            _ => throw Unfit(option, value, "$false, a number of whole seconds, a TimeSpan or a Linger"),
        };
        byte[] bytes = new byte[8];
        MemoryMarshal.Write(bytes, linger.Enabled ? 1 : 0);
        MemoryMarshal.Write(bytes.AsSpan(4), linger.Seconds);
        return bytes;
    }

    private static ArgumentException Unfit(SocketOption option, object? value, string wanted) =>
        new($"'{value ?? "null"}' cannot be the value of option {option.Name} ({option.Constant}), which takes {wanted}.", nameof(value));
}
