using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

public sealed class OptionTests
{
    [Theory]
    [InlineData("NoDelay", "$true", "True")]
    [InlineData("TCP_NODELAY", "$true", "True")]
    [InlineData("nodelay", "1", "True")]
    [InlineData("KeepAliveIdle", "30", "00:00:30")]
    [InlineData("KeepAliveIdle", "([timespan]::FromSeconds(30))", "00:00:30")]
    [InlineData("UserTimeout", "1500", "00:00:01.5000000")]
    [InlineData("Congestion", "'reno'", "reno")]
    [InlineData("TimeToLive", "7", "7")]
    public void An_option_is_what_it_was_set_to(string name, string value, string expected)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            $"$s = New-RawSocket; $s | Set-RawSocketOption -Name {name} -Value {value}; $s | Get-RawSocketOption -Name {name}; $s | Close-RawSocket");
        Assert.Equal(expected, outcome.Lines().Single());
    }

    [Fact]
    public void Without_a_name_all_that_the_socket_has_are_listed()
    {
        using Engine engine = new();
        var names = engine.Run("$s = New-RawSocket; $s | Get-RawSocketOption | ForEach-Object Name; $s | Close-RawSocket").Lines();
        Assert.Contains("ReuseAddress", names);
        Assert.Contains("NoDelay", names);
        Assert.Contains("TimeToLive", names);
        Assert.DoesNotContain("IPv6Only", names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }
}
