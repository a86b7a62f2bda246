using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Binding;

/// <summary>Wherever an endpoint is taken, all that means one is taken.</summary>
public sealed class EndPointBindingTests : IDisposable
{
    /// <summary>One server at loopback, one at all IPv4 addresses, and one at an abstract name.</summary>
    private const string Servers =
        """
        $name = "@binding-$([guid]::NewGuid())"
        $server = Start-EchoServer
        $port = $server.LocalEndPoint.Port
        $everywhere = Start-EchoServer -Address 0.0.0.0
        $local = Start-EchoServer -Path $name
        $listener = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
        """;

    private readonly Engine _engine = new();

    public EndPointBindingTests() => _engine.Run(Servers).Succeeded();

    /// <summary>Expressions that mean an echo server.</summary>
    public static TheoryData<string> Places =>
    [
        "$server",
        "$everywhere",
        "$local",
        "$name",
        "\"127.0.0.1:$port\"",
        "\"localhost:$port\"",
        "$server.LocalEndPoint",
        "([System.Net.DnsEndPoint]::new('localhost', $port))",
        "(Get-RawSocketState -State Listen -LocalPort $port)",
        "(Get-RawSocketState -State Listen -LocalPort $everywhere.LocalEndPoint.Port)",
        "(Resolve-RawAddress 127.0.0.1 $port -SocketType Stream)",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void The_echo_client_takes_it(string place) =>
        Assert.Equal(["hello"], _engine.Run($"'hello' | Connect-EchoClient -EndPoint {place}").Lines());

    [Theory]
    [MemberData(nameof(Places))]
    public void A_new_socket_connects_to_it(string place) => Assert.Equal(
        ["True"], _engine.Run($"$client = Connect-RawSocket -EndPoint {place}; $null -ne $client.RemoteEndPoint; $client | Close-RawSocket").Lines());

    [Theory]
    [MemberData(nameof(Places))]
    public void A_measurement_takes_it_and_takes_it_from_the_pipeline(string place) => Assert.Equal(
        ["5", "5"],
        _engine.Run($"(Measure-EchoServer -EndPoint {place} -Count 5).Operations; ({place} | Measure-EchoServer -Count 5).Operations").Lines());

    [Theory]
    [MemberData(nameof(Places))]
    public void A_test_takes_it_and_takes_it_from_the_pipeline(string place)
    {
        if (place is "$local" or "$name")
        {
            Outcome outcome = _engine.Run($"Test-RawConnection -EndPoint {place}");
            Assert.StartsWith("InvalidArgument,EndPoint", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(["True", "True"], _engine.Run($"Test-RawConnection -EndPoint {place} -Quiet; {place} | Test-RawConnection -Quiet").Lines());
        }
    }

    [Fact]
    public void Several_servers_are_measured_one_after_another() => Assert.Equal(
        ["5 3"],
        _engine.Run("$all = $server, $everywhere, $local | Measure-EchoServer -Count 5 -ResultVariable kept; \"$($all[2].Operations) $($kept.Count)\"").Lines());

    [Fact]
    public void The_client_takes_a_path() => Assert.Equal(
        ["hello", "104 105"], _engine.Run("'hello' | Connect-EchoClient -Path $name; , [byte[]] (104, 105) | Connect-EchoClient -Path $name -AsByteStream | ForEach-Object { \"$_\" }").Lines());

    [Fact]
    public void A_socket_of_its_own_family_connects_to_a_name() => Assert.Equal(
        ["True"],
        _engine.Run("$client = New-RawSocket | Connect-RawSocket -EndPoint \"localhost:$port\" -PassThru; $client.RemoteEndPoint.Port -eq $port").Lines());

    [Fact]
    public void A_listener_means_where_it_listens() => Assert.Equal(
        ["True"], _engine.Run("(Connect-RawSocket -EndPoint $listener).RemoteEndPoint.Port -eq $listener.LocalEndPoint.Port").Lines());

    [Fact]
    public void Datagrams_go_to_a_name_and_to_a_socket() => Assert.Equal(
        ["by name", "to the socket"],
        _engine.Run(
            """
            $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress 0.0.0.0 0 -PassThru
            $sender = New-RawSocket Inet Dgram
            Send-RawDatagram $sender 'by name' -EndPoint "localhost:$($receiver.LocalEndPoint.Port)"
            Send-RawDatagram $sender 'to the socket' -EndPoint $receiver
            ($receiver | Receive-RawDatagram -Count 2 -Timeout 5000).Text
            """).Lines());

    [Fact]
    public void Servers_listen_at_a_name() => Assert.Equal(
        ["127.0.0.1", "hello", "True", "Started Stopped"],
        _engine.Run(
            """
            "$((New-RawSocket | Set-RawSocketAddress -EndPoint localhost:0 -PassThru).LocalEndPoint.Address)"
            $named = Start-EchoServer -EndPoint localhost:0
            'hello' | Connect-EchoClient -EndPoint $named
            @($named.LocalEndPoints.Address | Where-Object { -not [System.Net.IPAddress]::IsLoopback($_) }).Count -eq 0
            "$(Start-RawServer { $args[1] } -EndPoint localhost:0 -Timeout 10 | ForEach-Object { $_.Event })"
            """).Lines());

    [Fact]
    public void Binding_to_a_servers_address_keeps_all_addresses() => Assert.Equal(
        ["0.0.0.0"],
        _engine.Run(
            """
            $everywhere | Stop-EchoServer
            $socket = New-RawSocket
            $socket | Set-RawSocketOption -Name ReuseAddress -Value $true
            "$(($socket | Set-RawSocketAddress -EndPoint $everywhere -PassThru).LocalEndPoint.Address)"
            """).Lines());

    [Theory]
    [InlineData("Connect-RawSocket -EndPoint {0}")]
    [InlineData("New-RawSocket | Connect-RawSocket -EndPoint {0}")]
    [InlineData("New-RawSocket | Set-RawSocketAddress -EndPoint {0}")]
    [InlineData("'a', 'b' | Send-RawDatagram (New-RawSocket Inet Dgram) -EndPoint {0}")]
    [InlineData("Start-EchoServer -EndPoint {0}")]
    [InlineData("Start-RawServer {{ }} -EndPoint {0} -Timeout 10")]
    [InlineData("Measure-EchoServer -EndPoint {0} -Count 1")]
    [InlineData("{0} | Measure-EchoServer -Count 1")]
    [InlineData("'x' | Connect-EchoClient -EndPoint {0}")]
    public void A_name_that_nobody_has_and_a_text_that_is_none_are_named(string script)
    {
        var unknown = _engine.Run(string.Format(null, script, "'nonsense.invalid:80'")).Failure();
        Assert.StartsWith("getaddrinfo,EAI_", unknown.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("EndPoint: ", unknown.ToString(), StringComparison.Ordinal);
        Assert.Contains("nonsense.invalid", unknown.ToString(), StringComparison.Ordinal);
        foreach (string text in new[] { "localhost", "127.1:80", "[::1]:70000", "vsock:80" })
        {
            var refused = _engine.Run(string.Format(null, script, $"'{text}'")).Failure();
            Assert.StartsWith("ParameterArgumentTransformationError", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"EndPoint: '{text}'", refused.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("localhost:80", refused.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_socket_without_an_address_is_no_endpoint()
    {
        var error = _engine.Run("Connect-RawSocket -EndPoint (New-RawSocket)").Failure();
        Assert.Contains("has no address yet", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[pscustomobject] @{ ComputerName = 'localhost'; Port = $port } | Test-RawConnection -Quiet")]
    [InlineData("[pscustomobject] @{ Address = 'localhost' } | Test-RawConnection -Port $port -Quiet")]
    [InlineData("'localhost' | Test-RawConnection -Port $port -Quiet")]
    [InlineData("[ipaddress]::Loopback | Test-RawConnection -Port $port -Quiet")]
    [InlineData("\"localhost:$port\" | Test-RawConnection -IPv4 -Quiet")]
    public void Hosts_are_still_taken_from_the_pipeline(string script) => Assert.Equal(["True"], _engine.Run(script).Lines());

    [Theory]
    [InlineData("Stop-EchoServer $port -PassThru")]
    [InlineData("Stop-EchoServer \"$port\" -PassThru")]
    [InlineData("Stop-EchoServer \"127.0.0.1:$port\" -PassThru")]
    [InlineData("$server.LocalEndPoint | Stop-EchoServer -PassThru")]
    [InlineData("Stop-EchoServer $server -PassThru")]
    public void A_server_is_found_by_where_it_listens(string script) =>
        Assert.Equal(["True"], _engine.Run($"$stopped = {script}; [object]::ReferenceEquals($stopped, $server)").Lines());

    [Fact]
    public void Sessions_are_found_by_their_servers_port() => Assert.Equal(
        ["1"],
        _engine.Run("$client = Connect-RawSocket -EndPoint $server; $client | Send-RawData 'x'; $null = $client | Receive-RawData -Timeout 5000; @(Get-EchoSession $port).Count").Lines());

    [Fact]
    public void The_error_for_another_server_lists_those_that_run()
    {
        var error = _engine.Run("Stop-EchoServer 'elsewhere:1'").Failure();
        Assert.Contains("'elsewhere:1'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(_engine.Run("\"127.0.0.1:$port\"").Single().ToString(), error.Exception.Message, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Run("Get-RawSocket | Close-RawSocket; Get-EchoServer | Stop-EchoServer");
        _engine.Dispose();
    }
}
