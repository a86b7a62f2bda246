using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>One kind of option value: to and from the bytes that the kernel takes.</summary>
internal abstract class OptionCodec
{
    /// <summary>How many bytes getsockopt(2) is given room for.</summary>
    internal virtual int ReadLength => sizeof(int);

    /// <summary>What it takes, as the end of "which takes ...".</summary>
    internal abstract string Takes { get; }

    internal abstract object Decode(ReadOnlySpan<byte> value);

    /// <exception cref="ArgumentException">The value is not of the option's type or out of its range.</exception>
    internal abstract byte[] Encode(SocketOption option, object? value);

    protected ArgumentException Unfit(SocketOption option, object? value) => Unfit(option, value, Takes);

    protected static ArgumentException Unfit(SocketOption option, object? value, string takes) =>
        new($"'{value ?? "null"}' cannot be the value of option {option.Name} ({option.Constant}), which takes {takes}.", nameof(value));

    /// <summary>Refuses a number that is out of the option's range.</summary>
    protected static long InRange(SocketOption option, object value, long number, string unit = "")
    {
        if (number < (option.Minimum ?? long.MinValue) || number > (option.Maximum ?? long.MaxValue))
        {
            string upTo = option.Maximum is { } maximum ? $" to {maximum}" : " or more";
            throw Unfit(option, value, $"{option.Minimum}{upTo}{unit}");
        }

        return number;
    }

    /// <summary>A whole number of whatever type a script has it in; null when it is none.</summary>
    protected static long? Whole(object? value) => value switch
    {
        int number => number,
        long number => number,
        byte or sbyte or short or ushort or uint => Convert.ToInt64(value, null),
        ulong number and <= long.MaxValue => (long)number,
        Enum name => Convert.ToInt64(name, null),
        _ => null,
    };

    /// <summary>An int; the kernel gives a single byte for some options of IP when that is all the room there is.</summary>
    protected static int Int(ReadOnlySpan<byte> value) => value.Length switch
    {
        >= sizeof(int) => MemoryMarshal.Read<int>(value),
        >= 1 => value[0],
        _ => 0,
    };

    protected static byte[] Bytes(int value)
    {
        byte[] bytes = new byte[sizeof(int)];
        MemoryMarshal.Write(bytes, value);
        return bytes;
    }
}
