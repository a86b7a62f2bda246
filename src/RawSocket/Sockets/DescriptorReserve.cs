using RawSockets.Interop;

namespace RawSockets;

/// <summary>
/// Descriptors that what opens many sockets leaves to the rest of the process: servers, measurements, tries of many ports. A runtime that has
/// none left can't open a file, load an assembly or start a program, and .NET aborts the process.
/// </summary>
internal static class DescriptorReserve
{
    /// <summary>How many are left alone.</summary>
    internal const int Size = 32;

    private static long s_limit;

    /// <summary>How many may be taken yet, when this one is the newest: the kernel gives the lowest number that is free, open(2).</summary>
    internal static long RoomAfter(int descriptor)
    {
        long room = Volatile.Read(ref s_limit) - Size - descriptor - 1;
        if (room > 0)
        {
            return room;
        }

        // It may have been raised, or never read.
        long limit = Sys.GetOpenFilesLimit(out ulong soft, out _) < 0 ? int.MaxValue : (long)Math.Min(soft, int.MaxValue);
        Volatile.Write(ref s_limit, limit);
        return limit - Size - descriptor - 1;
    }

    /// <summary>How many may be taken now.</summary>
    /// <param name="sample">Any open descriptor: the number that a duplicate of it gets is the lowest free one.</param>
    internal static long RoomNow(int sample)
    {
        int lowest = Sys.Duplicate(sample);
        if (lowest < 0)
        {
            return 0;
        }

        using (CallTrace.To(null))
        {
            _ = Sys.Close(lowest);
        }

        return RoomAfter(lowest - 1);
    }
}
