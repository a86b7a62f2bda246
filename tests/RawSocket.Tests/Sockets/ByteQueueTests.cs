
namespace RawSockets.Tests;

public sealed class ByteQueueTests
{
    [Fact]
    public void It_gives_what_was_put_in_whatever_the_steps()
    {
        Random random = new(20);
        ByteQueue queue = new();
        byte[] all = new byte[50_000];
        random.NextBytes(all);
        List<byte> taken = [];
        int put = 0;
        while (taken.Count < all.Length)
        {
            int add = Math.Min(random.Next(0, 3000), all.Length - put);
            queue.Append(all.AsSpan(put, add));
            put += add;
            int take = Math.Min(random.Next(0, 3500), queue.Count);
            taken.AddRange(queue.Span[..take]);
            queue.Drop(take);
            Assert.Equal(put - taken.Count, queue.Count);
        }

        Assert.Equal(all, taken);
    }
}
