using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>struct linger.</summary>
internal sealed class LingerCodec : OptionCodec
{
    internal override int ReadLength => 2 * sizeof(int);

    internal override string Takes => "$false, a number of whole seconds, a TimeSpan or a Linger";

    internal override object Decode(ReadOnlySpan<byte> value) =>
        value.Length >= ReadLength ? new Linger(Int(value) != 0, Int(value[sizeof(int)..])) : new Linger(false, 0);

    internal override byte[] Encode(SocketOption option, object? value)
    {
        Linger linger = value switch
        {
            Linger { Seconds: >= 0 } given => given,
            false => new Linger(false, 0),
            int seconds and >= 0 => new Linger(true, seconds),
            TimeSpan time when time >= TimeSpan.Zero && time.Ticks % TimeSpan.TicksPerSecond == 0 && time.TotalSeconds <= int.MaxValue =>
                new Linger(true, (int)time.TotalSeconds),
            _ => throw Unfit(option, value),
        };
        byte[] bytes = new byte[ReadLength];
        MemoryMarshal.Write(bytes, linger.Enabled ? 1 : 0);
        MemoryMarshal.Write(bytes.AsSpan(sizeof(int)), linger.Seconds);
        return bytes;
    }
}
