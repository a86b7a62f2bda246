using RawSockets.Load;

namespace RawSockets.Tests.Load;

public sealed class MessageSizeRangeTests
{
    [Theory]
    [InlineData("64", 64, 64)]
    [InlineData("64-1024", 64, 1024)]
    [InlineData("64..1024", 64, 1024)]
    [InlineData(" 1 - 1073741824 ", 1, 1073741824)]
    public void It_is_read(string text, int minimum, int maximum)
    {
        Assert.True(MessageSizeRange.TryParse(text, out MessageSizeRange range));
        Assert.Equal(new MessageSizeRange(minimum, maximum), range);
        Assert.True(MessageSizeRange.TryParse(range.ToString(), out MessageSizeRange again));
        Assert.Equal(range, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("9-8")]
    [InlineData("1-2-3")]
    [InlineData("1073741825")]
    [InlineData("ten")]
    public void What_is_none_is_refused(string? text) => Assert.False(MessageSizeRange.TryParse(text, out _));

    [Fact]
    public void Sizes_are_spread_over_the_range_and_always_the_same()
    {
        MessageSizeRange range = new(10, 13);
        int[] sizes = [.. Enumerable.Range(0, 4000).Select(message => range.SizeOf(3, message))];

        Assert.Equal(sizes, Enumerable.Range(0, 4000).Select(message => range.SizeOf(3, message)));
        Assert.Equal([10, 11, 12, 13], sizes.Distinct().Order());
        Assert.All(sizes.CountBy(static size => size), static group => Assert.InRange(group.Value, 850, 1150));
    }
}
