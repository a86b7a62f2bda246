namespace RawSockets.Tests;

public sealed class DeadlineTests
{
    [Fact]
    public void No_limit_never_passes_and_is_what_poll_takes_for_it()
    {
        Assert.True(Deadline.None.IsNone);
        Assert.False(Deadline.None.HasPassed);
        Assert.Equal(-1, Deadline.None.RemainingMilliseconds);
        Assert.True(Deadline.After(-1).IsNone);
    }

    [Fact]
    public void Zero_has_passed_at_once()
    {
        var deadline = Deadline.After(0);

        Assert.True(deadline.HasPassed);
        Assert.Equal(0, deadline.RemainingMilliseconds);
    }

    [Fact]
    public void What_remains_is_rounded_up_so_that_a_wait_never_ends_early()
    {
        var deadline = Deadline.After(50);

        while (!deadline.HasPassed)
        {
            Assert.InRange(deadline.RemainingMilliseconds, 0, 50);
        }

        Assert.Equal(0, deadline.RemainingMilliseconds);
    }

    [Fact]
    public void The_longest_time_fits()
    {
        var deadline = Deadline.After(int.MaxValue);

        Assert.False(deadline.HasPassed);
        Assert.InRange(deadline.RemainingMilliseconds, int.MaxValue - 20_000, int.MaxValue);
    }

    [Fact]
    public void The_earlier_of_two_is_known_and_any_is_earlier_than_none()
    {
        Assert.True(Deadline.After(1000).IsEarlierThan(Deadline.After(100_000)));
        Assert.False(Deadline.After(100_000).IsEarlierThan(Deadline.After(1000)));
        Assert.True(Deadline.After(int.MaxValue).IsEarlierThan(Deadline.None));
        Assert.False(Deadline.None.IsEarlierThan(Deadline.None));
    }
}
