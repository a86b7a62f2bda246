using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Binding;

/// <summary>What the Tab key offers, asked of TabExpansion2 as an editor does.</summary>
public sealed class CompletionTests : IDisposable
{
    private const string Setup =
        """
        $name = "@completion-$([guid]::NewGuid())"
        $server = Start-EchoServer
        $port = $server.LocalEndPoint.Port
        $everywhere = Start-EchoServer -Address 0.0.0.0
        $other = $everywhere.LocalEndPoint.Port
        $local = Start-EchoServer -Path $name
        $client = Connect-RawSocket 127.0.0.1 $port
        $client | Send-RawData 'x'
        $null = $client | Receive-RawData -Timeout 5000
        $held = @{ Socket = New-RawSocket Inet6 Dgram }
        """;

    private readonly Engine _engine = new();

    public CompletionTests() => _engine.Run(Setup).Succeeded();

    /// <summary>A line, and an expression of something that must be offered.</summary>
    public static TheoryData<string, string> Offered => new()
    {
        { "Connect-EchoClient -Port ", "$port" },
        { "Connect-RawSocket 127.0.0.1 ", "$port" },
        { "Measure-EchoServer -Port ", "$port" },
        { "Test-RawConnection localhost ", "$port" },
        { "Send-RawDatagram $client x -Port ", "$port" },
        { "Get-EchoServer ", "$port" },
        { "Connect-EchoClient -Address ", "'127.0.0.1'" },
        { "Connect-RawSocket -Address l", "'localhost'" },
        { "Connect-EchoClient -EndPoint ", "'$server'" },
        { "Connect-EchoClient -EndPoint ", "\"127.0.0.1:$port\"" },
        { "Connect-EchoClient -EndPoint ", "\"127.0.0.1:$other\"" },
        { "Connect-EchoClient -EndPoint ", "\"'$name'\"" },
        { "Connect-EchoClient -EndPoint localhost:", "\"localhost:$port\"" },
        { "Connect-RawSocket -EndPoint 1", "\"127.0.0.1:$port\"" },
        { "Measure-EchoServer -EndPoint ", "'$everywhere'" },
        { "Test-RawConnection -EndPoint 1", "\"127.0.0.1:$port\"" },
        { "Send-RawDatagram -EndPoint 1", "\"127.0.0.1:$port\"" },
        { "Connect-EchoClient -Path '@comp", "\"'$name'\"" },
        { "Connect-RawSocket -Path ", "\"'$name'\"" },
        { "Set-RawSocketAddress -Address ", "'0.0.0.0'" },
        { "Set-RawSocketAddress -EndPoint [", "\"'[::1]:0'\"" },
        { "Start-EchoServer -Address ", "'::'" },
        { "Start-EchoServer -EndPoint ", "'127.0.0.1:0'" },
        { "Start-RawServer -Address ", "'127.0.0.1'" },
        { "Stop-EchoServer ", "'$server'" },
        { "Stop-EchoServer 0", "\"0.0.0.0:$other\"" },
        { "Wait-EchoServer -Server ", "\"127.0.0.1:$port\"" },
        { "Get-EchoSession ", "'$local'" },
        { "Get-EchoSession -Id ", "(Get-EchoSession -Server $server).Id" },
        { "Stop-EchoSession ", "\"(Get-EchoSession -Server 127.0.0.1:$port -Id 1)\"" },
        { "Close-RawSocket -Socket ", "'$client'" },
        { "Close-RawSocket -Socket ", "\"(Get-RawSocket -Descriptor $($held.Socket.Descriptor))\"" },
        { "Send-RawDatagram ", "'$client'" },
        { "Invoke-RawExchange ", "'$client'" },
        { "Connect-RawSocket -Socket ", "'$client'" },
        { "Get-RawSocket ", "$client.Descriptor" },
        { "Set-RawSocketFlag -NonBlocking ", "'$true'" },
        { "Get-RawSocketOption -Name NoD", "'NoDelay'" },
        { "Get-RawSocketOption -Level SOL_T", "'SOL_TCP'" },
        { "Set-RawSocketOption -Name NoDelay -Value ", "'$false'" },
        { "Set-RawSocketOption -Name Congestion -Value ", "'reno'" },
        { "Measure-EchoServer -CongestionControl ", "'reno'" },
        { "Get-RawErrno EADDR", "'EADDRINUSE'" },
        { "Get-RawErrno -Number 9", "98" },
        { "Get-RawSocketState -InterfaceName ", "'lo'" },
        { "Connect-EchoClient -Encoding u", "'utf8'" },
        { "Send-RawData -Encoding ", "'ascii'" },
        { "Start-EchoServer -SocketType ", "'Dgram'" },
        { "Start-EchoServer -Service ", "'Broadcast'" },
        { "Measure-EchoServer -Mode ", "'PingPong'" },
    };

    [Theory]
    [MemberData(nameof(Offered))]
    public void It_is_offered(string line, string expected) => Assert.Contains(_engine.Run(expected).Single().ToString(), Completions(line));

    [Fact]
    public void What_is_offered_binds()
    {
        foreach (string place in Completions("Test-RawConnection -EndPoint ").Where(static one => one is "$server" or "$everywhere" || one[0] == '1'))
        {
            _engine.Run($"Test-RawConnection -EndPoint {place} -Quiet").Single();
        }

        Assert.Equal("echo server", _engine.Run($"\"$((Stop-EchoServer {Completions("Stop-EchoServer 1")[0]} -PassThru))\"").Single().ToString()[..11]);
    }

    [Fact]
    public void What_has_ended_is_offered_no_more()
    {
        string port = _engine.Run("$port; $server | Stop-EchoServer; $client | Close-RawSocket").Single().ToString();
        Assert.DoesNotContain("$server", Completions("Stop-EchoServer "));
        Assert.DoesNotContain("$client", Completions("Close-RawSocket -Socket "));
        Assert.DoesNotContain(port, Completions("Get-EchoServer "));
    }

    [Fact]
    public void A_clients_port_is_offered_only_where_somebody_listens()
    {
        string port = _engine.Run("$client.LocalEndPoint.Port").Single().ToString();
        Assert.DoesNotContain(port, Completions($"Connect-EchoClient -Port {port}"));
    }

    private IReadOnlyList<string> Completions(string line)
    {
        _engine.Set("line", line);
        return [.. _engine.Run("(TabExpansion2 $line $line.Length).CompletionMatches").Succeeded().Output
            .Select(static match => ((CompletionResult)match.BaseObject).CompletionText)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Run("Get-RawSocket | Close-RawSocket; Get-EchoServer | Stop-EchoServer");
        _engine.Dispose();
    }
}
