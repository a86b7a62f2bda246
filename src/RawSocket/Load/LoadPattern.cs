namespace RawSockets.Load;

/// <summary>
/// What is sent. Its period is a prime, so that no message size hides a shift of the stream, and any eight bytes of it tell where
/// they are from. It is long enough that a whole chunk at any place is one span, which is compared at once.
/// </summary>
internal static class LoadPattern
{
    internal const int Period = 4093;
    internal const int MaxChunk = 256 * 1024;

    /// <summary>How many bytes tell their place.</summary>
    internal const int PlaceLength = 8;

    private static readonly byte[] s_bytes = Make();

    internal static ReadOnlySpan<byte> At(ulong place, int length) => s_bytes.AsSpan((int)(place % Period), length);

    /// <summary>Where in the pattern these bytes are from, or -1 if they are not of it, or too few to tell.</summary>
    internal static int Locate(ReadOnlySpan<byte> data) =>
        data.Length < PlaceLength ? -1 : s_bytes.AsSpan(0, Period + PlaceLength - 1).IndexOf(data[..PlaceLength]);

    private static byte[] Make()
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(Period + MaxChunk, pinned: true);
        uint state = 0x2545F491;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i < Period)
            {
                // xorshift32; its upper bits are the better ones.
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                bytes[i] = (byte)(state >> 24);
            }
            else
            {
                bytes[i] = bytes[i - Period];
            }
        }

        return bytes;
    }
}
