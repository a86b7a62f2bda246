namespace RawSockets.Tests;

/// <summary>A client that sends and never reads, until all buffers between it and itself are full.</summary>
internal static class Flood
{
    private const int Chunk = 64 * 1024 * 1024;
    private static readonly Lazy<byte[]> s_data = new(static () => RandomBytes.Make(77, Chunk));

    /// <returns>How many bytes the kernel took from it.</returns>
    internal static long UntilStuck(RawSocket client)
    {
        long total = 0;
        long sent;
        do
        {
            RawSocketException refused = Refused.By(() => client.Send(s_data.Value.AsSpan((int)total), timeout: 200, cancellationToken: Bounded.Token));
            Assert.Equal("send,ETIMEDOUT", refused.Identifier);
            sent = refused.BytesTransferred;
            total += sent;
        }
        while (sent > 0);
        return total;
    }

    /// <summary>What it sent.</summary>
    internal static byte[] Data(long count) => s_data.Value[..(int)count];
}
