using System.Diagnostics;
using RawSockets.Engine;
using RawSockets.Interop;

namespace RawSockets.Tests;

public sealed class IoUringTests
{
    [Fact]
    public void What_becomes_ready_is_told_with_its_mark_and_a_wait_without_it_ends_in_time()
    {
        using IoUring ring = Open();
        using WakeSignal wake = new();
        ring.PollReadable(wake.Number, isMultishot: true, userData: 0x1234_5678_9abc);
        var clock = Stopwatch.StartNew();

        Assert.Equal(1, ring.Enter(1, timeout: 20));
        Assert.Equal((true, 0u), (clock.ElapsedMilliseconds >= 19, ring.Ready));
        wake.Set();
        Assert.Equal(0, ring.Enter(1, timeout: 10_000));

        Assert.Equal(1u, ring.Ready);
        Assert.Equal((0x1234_5678_9abcUL, true), (ring.Completion(0).UserData, ring.Completion(0).HasMore));
        ring.Forget(1);
        Assert.Equal(0u, ring.Ready);
    }

    [Fact]
    public void More_requests_than_there_is_room_for_are_all_made()
    {
        using IoUring ring = Open(requests: 4, completions: 8);
        for (int i = 0; i < 100; i++)
        {
            // Closing what is not open fails, and what fails is told.
            ring.Close(-1, (ulong)i);
        }

        List<ulong> told = [];
        while (told.Count < 100)
        {
            Assert.True(ring.Enter(1, timeout: 10_000) >= 0);
            for (uint i = 0; i < ring.Ready; i++)
            {
                Assert.Equal(-Errno.Numbers.EBADF, ring.Completion(i).Result);
                told.Add(ring.Completion(i).UserData);
            }

            ring.Forget(ring.Ready);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(static i => (ulong)i), told);
    }

    [Fact]
    public void Disposing_ends_what_was_asked_for_and_closes_the_descriptor()
    {
        using WakeSignal wake = new();
        IoUring ring = Open();
        int descriptor = ring.Number;
        ring.PollReadable(wake.Number, isMultishot: true, userData: 1);
        Assert.True(ring.Enter(0) >= 0);
        Assert.Equal("anon_inode:[io_uring]", Descriptors.TargetOf(descriptor));

        ring.Dispose();
        ring.Dispose();

        Assert.NotEqual("anon_inode:[io_uring]", Descriptors.TargetOf(descriptor));
    }

    [Theory]
    [InlineData(IoUringSetup.NoSubmissionArray)]
    [InlineData(IoUringSetup.NoSubmissionArray | IoUringSetup.DeferTaskRun)]
    public void An_older_kernels_ring_does_the_same(object without)
    {
        using IoUring ring = Open(without: (IoUringSetup)without);
        Assert.Equal(default, ring.Setup & (IoUringSetup)without);
        ring.Close(-1, 7);

        Assert.Equal(1, ring.Enter(1, timeout: 10_000));

        Assert.Equal((7UL, -Errno.Numbers.EBADF), (ring.Completion(0).UserData, ring.Completion(0).Result));
    }

    [Fact]
    public void A_kernel_without_a_single_issuer_is_too_old()
    {
        Assert.Null(IoUring.TryOpen(8, 16, IoUringSetup.SingleIssuer, out IoUringRefusal? refusal));

        Assert.Equal("io_uring_setup,EINVAL", refusal!.ToException().Identifier);
        Assert.Contains("older than Linux 6.0", refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ENOSYS", "a seccomp filter hides io_uring from this process")]
    [InlineData("EPERM", "a seccomp filter, such as a container's profile, forbids io_uring")]
    public async Task Where_it_is_refused_a_server_says_why_and_uses_epoll_unless_told_otherwise(string error, string reason)
    {
        ToolResult child = await Child.RunAsync(ChildRoles.WithoutIoUring, error);

        Assert.Equal(
            ["Epoll", $"The server uses epoll, as {reason} (io_uring_setup, {error}).", "echoed", $"io_uring_setup,{error}"],
            child.Successful().Lines);
    }

    private static IoUring Open(uint requests = 8, uint completions = 16, IoUringSetup without = IoUringSetup.None)
    {
        Assert.SkipUnless(UringLoop.WhyNot() is null, "This machine has no io_uring for us.");
        var ring = IoUring.TryOpen(requests, completions, without, out IoUringRefusal? refusal);
        Assert.Null(refusal);
        ring!.Enable();
        return ring;
    }
}
