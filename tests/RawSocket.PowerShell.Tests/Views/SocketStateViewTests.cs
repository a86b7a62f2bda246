using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Views;

/// <summary>Rows of the kernel's list as a person sees them, with the owners that the view looks up itself.</summary>
public sealed class SocketStateViewTests
{
    private const string Connection =
        """
        $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
        $client | Send-RawData -Data hello
        """;

    public static TheoryData<string, string[]> Shown => new()
    {
        { "Get-RawSocketState -LocalPort $listener.LocalEndPoint.Port -Protocol Tcp", ["Proto", "Recv-Q", "Send-Q", "Local Address", "Remote Address", "State", "PID/Program", "Timer", "LISTEN", "ESTABLISHED", "0.0.0.0:*", "off"] },
        { "$client | Get-RawSocketState -Pair", ["ESTABLISHED", "5"] },
        { "Get-RawSocketState -Protocol Unix, Netlink", ["u_str", "nl", "rtnl:"] },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void The_default_view_reads_like_netstat_and_fits_the_screen(string script, string[] expected)
    {
        using Engine engine = new();
        engine.Run(Connection).Succeeded();
        string text = engine.Show(script);
        engine.Run("Get-RawSocket | Close-RawSocket").Succeeded();
        Assert.All(expected, word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.Contains($"{Environment.ProcessId}/", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public void What_is_too_long_keeps_its_port()
    {
        using Engine engine = new();
        engine.Run("$listener = New-RawSocket Inet6 | Set-RawSocketAddress -Address ::ffff:127.100.100.100 -Port 0 -PassThru | Start-RawListen -PassThru").Succeeded();
        string text = engine.Run("[RawSockets.PowerShell.SocketStateText]::Local(($listener | Get-RawSocketState), 22)").Single().ToString();
        string port = engine.Run("$listener.LocalEndPoint.Port").Single().ToString();
        engine.Run("$listener | Close-RawSocket").Succeeded();
        Assert.Equal(22, text.Length);
        Assert.EndsWith($"…]:{port}", text, StringComparison.Ordinal);
    }
}
