namespace RawSockets;

/// <summary>An int with names: the value, its name or its number.</summary>
internal sealed class EnumCodec<T> : OptionCodec
    where T : struct, Enum
{
    private static readonly bool s_isFlags = typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false);

    internal override string Takes => s_isFlags ? $"any of {Names}, joined by commas" : $"one of {Names}";

    private static string Names => string.Join(", ", Enum.GetNames<T>());

    internal override object Decode(ReadOnlySpan<byte> value) => Enum.ToObject(typeof(T), Int(value));

    internal override byte[] Encode(SocketOption option, object? value)
    {
        T named = value switch
        {
            T given => given,
            int number => (T)Enum.ToObject(typeof(T), number),
            string text when Enum.TryParse(text, ignoreCase: true, out T parsed) => parsed,
            _ => throw Unfit(option, value),
        };
        return s_isFlags || Enum.IsDefined(named) ? Bytes(Convert.ToInt32(named, null)) : throw Unfit(option, value);
    }
}
