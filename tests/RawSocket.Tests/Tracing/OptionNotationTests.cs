using RawSockets.Interop;

namespace RawSockets.Tests;

public sealed class OptionNotationTests
{
    [Theory]
    [InlineData("ReuseAddress", true, "SOL_SOCKET, SO_REUSEADDR, [1]")]
    [InlineData("NoDelay", false, "SOL_TCP, TCP_NODELAY, [0]")]
    [InlineData("TimeToLive", 64, "SOL_IP, IP_TTL, [64]")]
    [InlineData("UnicastHops", -1, "SOL_IPV6, IPV6_UNICAST_HOPS, [-1]")]
    [InlineData("Linger", 5, "SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}")]
    [InlineData("Congestion", "cubic", "SOL_TCP, TCP_CONGESTION, \"cubic\"")]
    [InlineData("UserTimeout", 1500, "SOL_TCP, TCP_USER_TIMEOUT, [1500]")]
    public void Options_are_written_as_strace_writes_them(string name, object value, string expected)
    {
        SocketOption option = SocketOption.Find(name)!;
        byte[] bytes = SocketOptionValue.Encode(option, value);

        Assert.Equal(
            expected,
            $"{Notation.OptionLevel(option.Level)}, {Notation.OptionName(option.Level, option.Number, isRead: false)}, {Notation.OptionWritten(option.Level, option.Number, bytes)}");
    }

    [Theory]
    [InlineData(20, "SO_RCVTIMEO_OLD")]
    [InlineData(21, "SO_SNDTIMEO_OLD")]
    [InlineData(29, "SO_TIMESTAMP_OLD")]
    [InlineData(35, "SO_TIMESTAMPNS_OLD")]
    public void An_option_with_two_layouts_has_the_name_that_strace_tells_them_apart_by(int number, string expected) =>
        Assert.Equal(expected, Notation.OptionName(1, number, isRead: true));

    [Theory]
    [InlineData(new byte[] { 111, 0, 0, 0 }, "[ECONNREFUSED]")]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "[0]")]
    public void A_pending_error_has_its_name(byte[] value, string expected) => Assert.Equal(expected, Notation.OptionRead(1, 4, value));

    [Theory]
    [InlineData(999, 1, "0x3e7 /* SOL_?? */, 1")]
    [InlineData(1, 999, "SOL_SOCKET, 0x3e7 /* SO_??? */")]
    [InlineData(6, 999, "SOL_TCP, 0x3e7 /* TCP_??? */")]
    [InlineData(0, 999, "SOL_IP, 0x3e7 /* IP_??? */")]
    [InlineData(41, 999, "SOL_IPV6, 0x3e7 /* IPV6_??? */")]
    public void Unknown_numbers_are_hexadecimal_with_the_prefix_of_their_level(int level, int option, string expected) =>
        Assert.Equal(expected, $"{Notation.OptionLevel(level)}, {Notation.OptionName(level, option, isRead: true)}");

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0 }, "[1]")]
    [InlineData(new byte[] { 1, 2 }, @"""\1\2""")]
    public void The_value_of_an_unknown_option_is_a_number_when_it_has_the_size_of_one(byte[] value, string expected) =>
        Assert.Equal(expected, Notation.OptionRead(1, 999, value));
}
