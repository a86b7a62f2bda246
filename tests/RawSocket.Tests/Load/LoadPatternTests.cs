using RawSockets.Load;

namespace RawSockets.Tests.Load;

public sealed class LoadPatternTests
{
    [Fact]
    public void Any_eight_bytes_tell_their_place()
    {
        for (int place = 0; place < LoadPattern.Period; place++)
        {
            Assert.Equal(place, LoadPattern.Locate(LoadPattern.At((ulong)place, LoadPattern.PlaceLength)));
        }
    }

    [Fact]
    public void It_repeats_after_its_period()
    {
        Assert.True(LoadPattern.At(17, 1000).SequenceEqual(LoadPattern.At(17 + LoadPattern.Period, 1000)));
        Assert.True(LoadPattern.At(0, LoadPattern.MaxChunk)[LoadPattern.Period..].StartsWith(LoadPattern.At(0, 5000)));
    }

    [Fact]
    public void What_is_not_of_it_has_no_place()
    {
        Assert.Equal(-1, LoadPattern.Locate(new byte[LoadPattern.PlaceLength]));
        Assert.Equal(-1, LoadPattern.Locate(LoadPattern.At(0, LoadPattern.PlaceLength - 1)));
    }
}
