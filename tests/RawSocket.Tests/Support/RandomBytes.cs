namespace RawSockets.Tests;

/// <summary>Data in which a lost, repeated or moved byte shows; the same for the same seed.</summary>
internal static class RandomBytes
{
    internal static byte[] Make(int seed, int length)
    {
        byte[] data = new byte[length];
#pragma warning disable CA5394 // Repeatable, not secret.
        new Random(seed).NextBytes(data);
#pragma warning restore CA5394
        return data;
    }
}
