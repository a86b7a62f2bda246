namespace RawSockets;

/// <summary>A TimeSpan, an int in one unit to the kernel; a bare number is in that unit.</summary>
internal sealed class DurationCodec(long ticksPerUnit, string units) : OptionCodec
{
    internal override string Takes => $"a TimeSpan or number of whole {units}";

    internal override object Decode(ReadOnlySpan<byte> value) => new TimeSpan(Int(value) * ticksPerUnit);

    internal override byte[] Encode(SocketOption option, object? value)
    {
        long? number = value is TimeSpan time
            ? time.Ticks % ticksPerUnit == 0 ? time.Ticks / ticksPerUnit : null
            : value is Enum ? null : Whole(value);
        return number is >= int.MinValue and <= int.MaxValue
            ? Bytes((int)InRange(option, value!, number.Value, $" {units}"))
            : throw Unfit(option, value);
    }
}
