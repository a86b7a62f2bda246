namespace RawSockets.Tests.Families;

public sealed class ProtocolNameTests
{
    [Theory]
    [InlineData("igmp", 2)]
    [InlineData("IPPROTO_IGMP", 2)]
    [InlineData("ipproto_mptcp", 262)]
    [InlineData("89", 89)]
    [InlineData("0x59", 89)]
    [InlineData("Generic", 16)]
    [InlineData("NETLINK_SMC", 22)]
    public void A_protocol_has_names_and_a_number(string name, int expected)
    {
        Assert.True(ProtocolName.TryParse(name, out int number));
        Assert.Equal(expected, number);
    }

    [Fact]
    public void The_system_s_own_names_are_known()
    {
        Assert.SkipUnless(File.Exists("/etc/protocols"), "There is no file of protocols.");
        Assert.True(ProtocolName.TryParse("ospf", out int number));
        Assert.Equal(89, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("-1")]
    [InlineData("IPPROTO_GENERIC")]
    [InlineData("0x")]
    public void What_is_none_is_none(string? name) => Assert.False(ProtocolName.TryParse(name, out _));
}
