using RawSockets.Diagnostics.Watching;

namespace RawSockets.Tests.Watching;

/// <summary>Pages of the kernel's ring buffer, made by hand after the files header_page and header_event.</summary>
public sealed class TracePageTests
{
    private const string HeaderPage =
        """
        	field: u64 timestamp;	offset:0;	size:8;	signed:0;
        	field: local_t commit;	offset:8;	size:8;	signed:1;
        	field: int overwrite;	offset:8;	size:1;	signed:1;
        	field: char data;	offset:16;	size:4080;	signed:0;
        """;

    private static readonly TraceFormat s_header = TraceFormat.Parse(HeaderPage);

    [Fact]
    public void Times_add_up_and_lengths_are_read_in_both_forms()
    {
        byte[] page = Page(
            1000, 0, [
                .. Word((10 << 5) | 2), 1, 2, 3, 4, 5, 6, 7, 8,        // two words of data
                .. Word((5 << 5) | 30), .. Word(1),                     // 2^27 + 5 later
                .. Word((1 << 5) | 0), .. Word(4 + 4), 9, 9, 9, 9,      // its length is in the next word
                .. Word((3 << 5) | 29), .. Word(4),                     // something discarded, three later
                .. Word(1), 7, 7, 7, 7,
                .. Word(29),                                            // nothing more
                .. Word(1), 1, 1, 1, 1]);
        List<(ulong Time, byte[] Record)> records = Read(page);
        Assert.Equal([1010UL, 1010 + (1UL << 27) + 5 + 1, 1010 + (1UL << 27) + 5 + 1 + 3], records.Select(static one => one.Time));
        Assert.Equal([[1, 2, 3, 4, 5, 6, 7, 8], [9, 9, 9, 9], [7, 7, 7, 7]], records.Select(static one => one.Record));
    }

    [Fact]
    public void An_absolute_time_is_taken_as_it_is()
    {
        byte[] page = Page(1000, 0, [.. Word((7 << 5) | 31), .. Word(2), .. Word(1), 1, 1, 1, 1]);
        Assert.Equal([(2UL << 27) + 7], Read(page).Select(static one => one.Time));
    }

    [Theory]
    [InlineData(0u, 0)]
    [InlineData(1u << 31, 1)]
    [InlineData((1u << 31) | (1u << 30), 42)]
    public void What_was_overwritten_is_counted(uint flags, long lost)
    {
        byte[] page = Page(0, flags, [.. Word(1), 1, 1, 1, 1]);
        BitConverter.TryWriteBytes(page.AsSpan(16 + 8), 42L);
        Assert.Equal(lost, new TracePage(page, s_header).Lost);
        Assert.Single(Read(page));
    }

    [Theory]
    [InlineData(28u)]
    [InlineData(0u)]
    [InlineData(30u)]
    public void A_record_that_is_cut_off_is_refused(uint head) =>
        Assert.Throws<FormatException>(() => Read(Page(0, 0, Word(head))));

    [Fact]
    public void A_page_that_is_cut_off_is_refused()
    {
        byte[] page = Page(0, 0, [.. Word(1), 1, 1, 1, 1]);
        Assert.Throws<FormatException>(() => Read(page[..20]));
        Assert.Throws<FormatException>(() => Read(page[..4]));
    }

    [Fact]
    public void A_description_without_fields_or_with_others_is_refused()
    {
        Assert.Throws<FormatException>(static () => TraceFormat.Parse("name: x"));
        Assert.Throws<FormatException>(static () => s_header.OffsetOf("skaddr"));
    }

    private static List<(ulong Time, byte[] Record)> Read(byte[] bytes)
    {
        List<(ulong, byte[])> records = [];
        TracePage page = new(bytes, s_header);
        while (page.MoveNext())
        {
            records.Add((page.Time, page.Record.ToArray()));
        }

        return records;
    }

    private static byte[] Page(ulong time, uint flags, byte[] records)
    {
        byte[] page = new byte[64 + records.Length];
        BitConverter.TryWriteBytes(page, time);
        BitConverter.TryWriteBytes(page.AsSpan(8), (uint)records.Length | flags);
        records.CopyTo(page, 16);
        return page;
    }

    private static byte[] Word(uint value) => BitConverter.GetBytes(value);
}
