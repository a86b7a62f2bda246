namespace RawSockets.Tests.Addressing;

public sealed class PortNameTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("65535", 65535)]
    [InlineData("http", 80)]
    [InlineData("tftp", 69)]
    public void A_port_is_a_number_or_a_service(string text, int expected)
    {
        Assert.SkipUnless(char.IsDigit(text[0]) || File.Exists("/etc/services"), "There is no file of services.");
        Assert.True(PortName.TryParse(text, out int port));
        Assert.Equal(expected, port);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+80")]
    [InlineData(" 80")]
    [InlineData("8 0")]
    [InlineData("no-such-service")]
    [InlineData("http\0")]
    [InlineData("0x50")]
    public void What_is_neither_is_none(string? text) => Assert.False(PortName.TryParse(text, out _));

    [Theory]
    [InlineData("80", 80, 80)]
    [InlineData("1-99", 1, 99)]
    [InlineData("18080..18085", 18080, 18085)]
    [InlineData("0 - 65535", 0, 65535)]
    [InlineData("ftp-ssh", 21, 22)]
    [InlineData("domain-s", 853, 853)]
    public void Ports_in_a_row_have_two_ends(string text, int first, int last)
    {
        Assert.SkipUnless(char.IsDigit(text[0]) || File.Exists("/etc/services"), "There is no file of services.");
        Assert.True(PortName.TryParseRange(text, out int low, out int high));
        Assert.Equal((first, last), (low, high));
    }

    [Theory]
    [InlineData("99-1")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("1..")]
    [InlineData("1-65536")]
    [InlineData("1-2-3")]
    public void What_has_none_is_no_range(string text) => Assert.False(PortName.TryParseRange(text, out _, out _));
}
