namespace RawSockets.Tests;

public sealed class SocketOptionTableTests
{
    [Fact]
    public void No_two_options_share_a_name_in_either_spelling()
    {
        string[] names = [.. SocketOption.All.SelectMany(static option => (string[])[option.Name, option.Constant])];

        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void No_two_options_share_a_level_and_number()
    {
        Assert.Equal(SocketOption.All.Count, SocketOption.All.DistinctBy(static option => (option.Level, option.Number)).Count());
    }

    [Fact]
    public void Every_option_is_found_by_its_names_in_any_case_and_by_its_numbers() => Assert.All(SocketOption.All, static option =>
    {
        Assert.Same(option, SocketOption.Find(option.Name.ToUpperInvariant()));
        Assert.Same(option, SocketOption.Find(option.Constant.ToLowerInvariant()));
        Assert.Same(option, SocketOption.Find(option.Level, option.Number));
    });

    [Fact]
    public void Every_option_says_what_it_does_in_a_sentence() => Assert.All(SocketOption.All, static option =>
    {
        Assert.EndsWith(".", option.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("???", option.LevelName, StringComparison.Ordinal);
        Assert.Equal(option.Name, option.ToString());
    });

    [Fact]
    public void What_has_no_name_here_is_not_found()
    {
        Assert.Null(SocketOption.Find("SO_NONE"));
        Assert.Null(SocketOption.Find(1, 999));
    }

    [Theory]
    [InlineData("ReuseAddress", AddressFamily.Unix, SocketType.Dgram, ProtocolType.Default, true)]
    [InlineData("NoDelay", AddressFamily.Inet6, SocketType.Stream, ProtocolType.Tcp, true)]
    [InlineData("NoDelay", AddressFamily.Inet, SocketType.Stream, ProtocolType.Mptcp, true)]
    [InlineData("NoDelay", AddressFamily.Inet, SocketType.Dgram, ProtocolType.Udp, false)]
    [InlineData("NoDelay", AddressFamily.Inet, SocketType.Stream, ProtocolType.Sctp, false)]
    [InlineData("NoDelay", AddressFamily.Unix, SocketType.Stream, ProtocolType.Default, false)]
    [InlineData("TimeToLive", AddressFamily.Inet, SocketType.Dgram, ProtocolType.Udp, true)]
    [InlineData("TimeToLive", AddressFamily.Inet6, SocketType.Dgram, ProtocolType.Udp, false)]
    [InlineData("UnicastHops", AddressFamily.Inet6, SocketType.Stream, ProtocolType.Tcp, true)]
    [InlineData("UnicastHops", AddressFamily.Inet, SocketType.Stream, ProtocolType.Tcp, false)]
    public void An_option_fits_the_sockets_of_its_level(string name, AddressFamily family, SocketType type, ProtocolType protocol, bool fits) =>
        Assert.Equal(fits, SocketOption.Find(name)!.Fits(family, type, protocol));
}
