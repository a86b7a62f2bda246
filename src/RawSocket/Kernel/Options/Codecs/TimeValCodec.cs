using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>A TimeSpan, a struct timeval to the kernel; a bare number is milliseconds, as for every timeout of this project.</summary>
internal sealed class TimeValCodec : OptionCodec
{
    private const long MicrosecondsPerSecond = 1_000_000;

    internal override int ReadLength => 2 * sizeof(long);

    internal override string Takes => "a TimeSpan or number of milliseconds, zero or more";

    internal override object Decode(ReadOnlySpan<byte> value) => value.Length < ReadLength
        ? TimeSpan.Zero
        : TimeSpan.FromMicroseconds((MemoryMarshal.Read<long>(value) * MicrosecondsPerSecond) + MemoryMarshal.Read<long>(value[sizeof(long)..]));

    internal override byte[] Encode(SocketOption option, object? value)
    {
        TimeSpan time = value switch
        {
            TimeSpan span => span,
            Enum => throw Unfit(option, value),
            _ when Whole(value) is { } number and <= int.MaxValue => TimeSpan.FromMilliseconds(number),
            _ => throw Unfit(option, value),
        };
        if (time < TimeSpan.Zero)
        {
            throw Unfit(option, value);
        }

        byte[] bytes = new byte[ReadLength];
        long microseconds = time.Ticks / TimeSpan.TicksPerMicrosecond;
        MemoryMarshal.Write(bytes, microseconds / MicrosecondsPerSecond);
        MemoryMarshal.Write(bytes.AsSpan(sizeof(long)), microseconds % MicrosecondsPerSecond);
        return bytes;
    }
}
