using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>struct sock_txtime.</summary>
internal sealed class TransmitTimeCodec : OptionCodec
{
    private const int DeadlineMode = 1;
    private const int ReportErrors = 2;

    internal override int ReadLength => 2 * sizeof(int);

    internal override string Takes => "a TransmitTime or the number of a clock";

    internal override object Decode(ReadOnlySpan<byte> value)
    {
        int flags = value.Length >= ReadLength ? Int(value[sizeof(int)..]) : 0;
        return new TransmitTime(Int(value), (flags & DeadlineMode) != 0, (flags & ReportErrors) != 0);
    }

    internal override byte[] Encode(SocketOption option, object? value)
    {
        TransmitTime time = value switch
        {
            TransmitTime given => given,
            int clock => new TransmitTime(clock),
            _ => throw Unfit(option, value),
        };
        byte[] bytes = new byte[ReadLength];
        MemoryMarshal.Write(bytes, time.ClockId);
        MemoryMarshal.Write(bytes.AsSpan(sizeof(int)), (time.DeadlineMode ? DeadlineMode : 0) | (time.ReportErrors ? ReportErrors : 0));
        return bytes;
    }
}
