using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Binding;

/// <summary>What a cmdlet gives, and the rows that people have, go into every cmdlet that could mean something by them.</summary>
public sealed class PipedObjectTests : IDisposable
{
    private const string Setup =
        """
        $server = Start-EchoServer
        $port = $server.LocalEndPoint.Port
        $client = Connect-RawSocket 127.0.0.1 $port
        $client | Send-RawData 'x'
        $null = $client | Receive-RawData -Timeout 5000
        function Get-Row { param($names) [pscustomobject] @{ $names[0] = '127.0.0.1'; $names[1] = $port } }
        """;

    public static TheoryData<string> Places =>
    [
        "$server", "$server.LocalEndPoint", "\"127.0.0.1:$port\"", "\"localhost:$port\"", "([uri] \"tcp://localhost:$port\")",
        "(Get-EchoServer $port)", "(Get-RawSocketState -State Listen -LocalPort $port)", "(Resolve-RawAddress 127.0.0.1 $port -SocketType Stream)",
        "(Test-RawConnection 127.0.0.1 $port)", "(Test-RawConnection 127.0.0.1 $port).Addresses", "(Wait-RawConnection localhost $port)",
        "(Get-Row Host, Port)", "(Get-Row HostName, Port)", "(Get-Row ComputerName, Port)", "(Get-Row Address, Port)", "(Get-Row Name, Port)",
        "(Get-Row RemoteAddress, RemotePort)", "(Get-Row IPAddress, Port)",
    ];

    private static readonly string[] s_clients =
    [
        "Test-RawConnection -Quiet", "Wait-RawConnection -Timeout 5000 -Quiet", "Connect-RawSocket | ForEach-Object { $_.RemoteEndPoint.Port -eq $port; $_ | Close-RawSocket }",
        "Measure-EchoServer -Count 1 | ForEach-Object { $_.Operations -eq 1 }",
    ];

    private readonly Engine _engine = new();

    public PipedObjectTests() => _engine.Run(Setup).Succeeded();

    [Theory]
    [MemberData(nameof(Places))]
    public void A_place_is_connected_to(string place) =>
        Assert.All(s_clients, client => Assert.Equal(["True"], _engine.Run($"{place} | {client}").Lines()));

    [Theory]
    [InlineData("$server")]
    [InlineData("$port")]
    [InlineData("\"$port\"")]
    [InlineData("[pscustomobject] @{ Port = $port }")]
    [InlineData("(Get-EchoServer)")]
    public void A_server_is_stopped_and_waited_for(string server)
    {
        Assert.Equal(["True"], _engine.Run($"$null -eq ({server} | Wait-EchoServer -Timeout 1 -PassThru -ErrorAction Ignore)").Lines());
        Assert.Equal(["True"], _engine.Run($"[object]::ReferenceEquals($server, ({server} | Stop-EchoServer -PassThru))").Lines());
    }

    [Theory]
    [InlineData("Stop-EchoServer -Port $port -PassThru")]
    [InlineData("Stop-EchoServer -Port ($port - 1), $port -PassThru")]
    [InlineData("Stop-EchoServer -Port \"$($port - 1)-$port\" -PassThru")]
    public void Servers_are_named_by_their_ports(string script) =>
        Assert.Equal(["True"], _engine.Run($"[object]::ReferenceEquals($server, ({script}))").Lines());

    [Fact]
    public void A_port_at_which_no_server_is_is_an_error() =>
        Assert.StartsWith("NotFound", _engine.Run("Stop-EchoServer -Port 1").Failure().FullyQualifiedErrorId, StringComparison.Ordinal);

    [Theory]
    [InlineData("$server | Get-RawSocketState -State Listen", "\"Tcp 127.0.0.1:$port 0.0.0.0:0 Listen\"")]
    [InlineData("$server | Get-RawSocketState -State Established -RemotePort $client.LocalEndPoint.Port", "\"Tcp 127.0.0.1:$port $($client.LocalEndPoint) Established\"")]
    [InlineData("Get-EchoSession | Get-RawSocketState", "\"Tcp 127.0.0.1:$port $($client.LocalEndPoint) Established\"")]
    [InlineData("[System.Diagnostics.Process]::GetCurrentProcess() | Get-RawSocketState -LocalPort $port -State Listen", "\"Tcp 127.0.0.1:$port 0.0.0.0:0 Listen\"")]
    [InlineData("$client | Get-RawSocketState", "\"Tcp $($client.LocalEndPoint) 127.0.0.1:$port Established\"")]
    [InlineData("$client | Get-RawSocketState | Get-RawSocketState", "\"Tcp $($client.LocalEndPoint) 127.0.0.1:$port Established\"")]
    [InlineData("$null = ($local = Start-EchoServer -Path \"@piped-$([guid]::NewGuid())\"); $local | Get-RawSocketState -State Listen | ForEach-Object LocalAddress", "$local.LocalEndPoint.ToString()")]
    public void Whoever_has_sockets_has_rows(string script, string expected) => Assert.Equal(_engine.Run($"$rows = {(script.Contains(';') ? $"$({script})" : script)}; {expected}").Lines(), _engine.Run("$rows | ForEach-Object { \"$_\" }").Lines());

    [Theory]
    [InlineData("5 | Get-RawSocketState")]
    [InlineData("[pscustomobject] @{ Colour = 'red' } | Test-RawConnection -Port $port")]
    [InlineData("[pscustomobject] @{ Colour = 'red' } | Connect-RawSocket -Port $port")]
    [InlineData("[pscustomobject] @{ Colour = 'red' } | Wait-RawConnection -Port $port")]
    [InlineData("[datetime]::Now | Test-RawConnection -Port $port")]
    [InlineData("Test-RawConnection ([datetime]::Now) $port")]
    [InlineData("Connect-RawSocket ([pscustomobject] @{ Host = '127.0.0.1' }) $port")]
    [InlineData("Connect-EchoClient ([pscustomobject] @{ Host = '127.0.0.1' }) $port")]
    [InlineData("Measure-EchoServer ([pscustomobject] @{ Host = '127.0.0.1' }) $port -Count 1")]
    public void What_is_no_text_is_no_host(string script)
    {
        string identifier = _engine.Run(script).Failure().FullyQualifiedErrorId;
        Assert.True(
            identifier.StartsWith("InputObjectNotBound", StringComparison.Ordinal) || identifier.StartsWith("ParameterArgumentTransformationError", StringComparison.Ordinal), identifier);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Run("Get-RawSocket | Close-RawSocket; Get-EchoServer | Stop-EchoServer");
        _engine.Dispose();
    }
}
