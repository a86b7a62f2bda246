namespace RawSockets.Tests;

/// <summary>A client that sends and never reads, until all buffers between it and itself are full.</summary>
internal static class Flood
{
    private const int Chunk = 64 * 1024 * 1024;

    /// <returns>How many bytes the kernel took from it.</returns>
    internal static long UntilStuck(RawSocket client)
    {
        byte[] data = RandomBytes.Make(77, Chunk);
        long total = 0;
        long sent;
        do
        {
            RawSocketException refused = Refused.By(() => client.Send(data, timeout: 200, cancellationToken: Bounded.Token));
            Assert.Equal("send,ETIMEDOUT", refused.Identifier);
            sent = refused.BytesTransferred;
            total += sent;
        }
        while (sent > 0);
        return total;
    }
}
