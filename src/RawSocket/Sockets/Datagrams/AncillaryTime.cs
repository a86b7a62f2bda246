using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>struct timespec of ancillary data.</summary>
internal static class AncillaryTime
{
    /// <summary>.NET counts in units of 100 ns. Zero is no time to the kernel, and one that no calendar has is none either.</summary>
    internal static DateTimeOffset? Read(ReadOnlySpan<byte> value)
    {
        long seconds = MemoryMarshal.Read<long>(value);
        long nanoseconds = MemoryMarshal.Read<long>(value[8..]);
        return seconds is < 0 or > 253_402_300_799 || nanoseconds is < 0 or > 999_999_999 || (seconds | nanoseconds) == 0
            ? null
            : DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100).ToLocalTime();
    }
}
