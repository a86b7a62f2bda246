using RawSockets.Interop;

namespace RawSockets.Tests;

/// <summary>The expected texts are what strace 6.1 printed for the same bytes.</summary>
public sealed class DataNotationTests
{
    [Theory]
    [InlineData(new byte[0], "\"\"")]
    [InlineData(new byte[] { 0x61, 0x7E, 0x20 }, "\"a~ \"")]
    [InlineData(new byte[] { 0x22, 0x5C }, @"""\""\\""")]
    [InlineData(new byte[] { 9, 10, 11, 12, 13 }, @"""\t\n\v\f\r""")]
    [InlineData(new byte[] { 7, 8, 0x1B }, @"""\7\10\33""")]
    [InlineData(new byte[] { 0x7F, 0x80, 0xFF }, @"""\177\200\377""")]
    [InlineData(new byte[] { 0xC3, 0xA9, 0x3F }, @"""\303\251?""")]
    [InlineData(new byte[] { 0 }, @"""\0""")]
    [InlineData(new byte[] { 0, 0 }, @"""\0\0""")]
    public void Bytes_are_escaped_as_strace_escapes_them(byte[] data, string expected) => Assert.Equal(expected, Notation.Data(data));

    [Theory]
    [InlineData('0', @"""\0010""")]
    [InlineData('7', @"""\0017""")]
    [InlineData('8', @"""\18""")]
    [InlineData('9', @"""\19""")]
    [InlineData('a', @"""\1a""")]
    public void An_escape_is_padded_only_before_an_octal_digit(char next, string expected) => Assert.Equal(expected, Notation.Data([1, (byte)next]));

    [Fact]
    public void Thirty_two_bytes_are_shown_whole()
    {
        Assert.Equal($"\"{new string('x', 32)}\"", Notation.Data("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"u8));
    }

    [Fact]
    public void More_are_cut_and_the_cut_is_marked()
    {
        Assert.Equal($"\"{new string('x', 32)}\"...", Notation.Data("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy"u8));
    }

    [Fact]
    public void What_is_cut_off_does_not_pad_the_escape_before_it()
    {
        Assert.Equal($"\"{new string('y', 31)}\\1\"...", Notation.Data("yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\u00011"u8));
    }

    [Theory]
    [InlineData(16, 16, "[16]")]
    [InlineData(128, 16, "[128 => 16]")]
    [InlineData(64, 0, "[64 => 0]")]
    public void A_length_shows_what_the_call_made_of_it(int before, int after, string expected) => Assert.Equal(expected, Notation.Length(before, after));

    [Fact]
    public void Nothing_sent_is_no_buffer_and_nothing_received_is_an_empty_one()
    {
        using ConnectedPair pair = new();
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            pair.Client.Send([], cancellationToken: Bounded.Token);
            pair.Client.Shutdown(ShutdownDirection.Send);
            pair.Server.Receive(new byte[8], cancellationToken: Bounded.Token);
        }

        Assert.Equal($"sendto({pair.Client.Descriptor}, NULL, 0, MSG_DONTWAIT|MSG_NOSIGNAL, NULL, 0) = 0", lines[0]);
        Assert.Equal($"recvfrom({pair.Server.Descriptor}, \"\", 8, MSG_DONTWAIT, NULL, NULL) = 0", lines[^1]);
    }

    [Fact]
    public void No_buffer_is_NULL() => Assert.Equal("NULL", Notation.Pointer([]));

    [Fact]
    public void A_buffer_that_was_not_filled_is_its_address() => Assert.Matches("^0x[0-9a-f]{6,16}$", Notation.Pointer(new byte[1]));
}
