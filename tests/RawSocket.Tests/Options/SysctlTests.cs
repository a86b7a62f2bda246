using System.Globalization;

namespace RawSockets.Tests.Options;

/// <summary>The values of fresh sockets against /proc/sys, where they come from.</summary>
public sealed class SysctlTests
{
    [Theory]
    [InlineData("tcp4", "KeepAliveIdle", "ipv4/tcp_keepalive_time")]
    [InlineData("tcp4", "KeepAliveInterval", "ipv4/tcp_keepalive_intvl")]
    [InlineData("tcp4", "KeepAliveCount", "ipv4/tcp_keepalive_probes")]
    [InlineData("tcp4", "SynCount", "ipv4/tcp_syn_retries")]
    [InlineData("tcp4", "Linger2", "ipv4/tcp_fin_timeout")]
    [InlineData("tcp4", "Congestion", "ipv4/tcp_congestion_control")]
    [InlineData("tcp6", "Congestion", "ipv4/tcp_congestion_control")]
    [InlineData("udp4", "TimeToLive", "ipv4/ip_default_ttl")]
    [InlineData("udp4", "ReceiveBuffer", "core/rmem_default")]
    [InlineData("udp4", "SendBuffer", "core/wmem_default")]
    [InlineData("unix", "SendBuffer", "core/wmem_default")]
    [InlineData("netlink", "ReceiveBuffer", "core/rmem_default")]
    [InlineData("udp6", "UnicastHops", "ipv6/conf/default/hop_limit")]
    [InlineData("udp6", "IPv6Only", "ipv6/bindv6only")]
    [InlineData("tcp4", "BusyPoll", "core/busy_read")]
    [InlineData("tcp4", "TransmitRehash", "core/txrehash")]
    public void A_fresh_socket_has_the_default(string kind, string option, string sysctl)
    {
        using RawSocket socket = OptionSockets.Open(kind);
        Assert.Equal(Setting(sysctl)[0], Text(socket.GetOption(OptionSockets.Option(option))));
    }

    [Theory]
    [InlineData("ReceiveBuffer", "ipv4/tcp_rmem")]
    [InlineData("SendBuffer", "ipv4/tcp_wmem")]
    public void A_fresh_TCP_socket_has_the_middle_of_three(string option, string sysctl)
    {
        using RawSocket socket = OptionSockets.Open("tcp4");
        Assert.Equal(Setting(sysctl)[1], Text(socket.GetOption(OptionSockets.Option(option))));
    }

    [Fact]
    public void A_buffer_is_doubled_and_bounded_by_the_limit()
    {
        using RawSocket socket = OptionSockets.Open("udp4");
        int limit = int.Parse(Setting("core/rmem_max")[0], CultureInfo.InvariantCulture);
        socket.SetOption(OptionSockets.Option("ReceiveBuffer"), 50_000);
        Assert.Equal(2 * Math.Min(50_000, limit), socket.GetOption(OptionSockets.Option("ReceiveBuffer")));
        socket.SetOption(OptionSockets.Option("ReceiveBuffer"), 1 << 30);
        Assert.Equal(2 * limit, socket.GetOption(OptionSockets.Option("ReceiveBuffer")));
    }

    private static string[] Setting(string name)
    {
        string path = $"/proc/sys/net/{name}";
        Assert.SkipUnless(File.Exists(path), $"{path} is not in this kernel");
        return File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Text(object value) => value switch
    {
        TimeSpan time when time.Ticks % TimeSpan.TicksPerSecond == 0 => $"{time.TotalSeconds}",
        TimeSpan time => $"{time.TotalMicroseconds}",
        bool boolean => boolean ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
