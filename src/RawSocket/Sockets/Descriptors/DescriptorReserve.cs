using RawSockets.Interop;

namespace RawSockets;

/// <summary>
/// Descriptors that this library leaves to the rest of the process. A runtime that has none left can't open a file, load an assembly or
/// start a program, and .NET aborts the process.
/// </summary>
internal static class DescriptorReserve
{
    /// <summary>How many are left alone.</summary>
    internal const int Size = 32;

    private static bool s_isReached;

    /// <summary>
    /// How many may be taken yet, when this one is the newest: the kernel gives the lowest number that is free, open(2). The limit is asked
    /// for each time, since anybody may change it, prlimit(2).
    /// </summary>
    internal static long RoomAfter(int descriptor)
    {
        long limit = Sys.GetOpenFilesLimit(out ulong soft, out _) < 0 ? int.MaxValue : (long)Math.Min(soft, int.MaxValue);
        long room = limit - Size - descriptor - 1;
        Volatile.Write(ref s_isReached, room <= 0);
        return room;
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

    /// <summary>Whether a call that would make a descriptor should fail with EMFILE, though the kernel would give it one.</summary>
    internal static bool Forbids(int sample) => Volatile.Read(ref s_isReached) && RoomNow(sample) <= 0;
}
