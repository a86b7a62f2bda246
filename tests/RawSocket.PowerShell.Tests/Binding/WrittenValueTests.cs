using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Binding;

/// <summary>Hosts and ports in nc's order, times, ports, addresses, protocols and types in every form that people write.</summary>
public sealed class WrittenValueTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Theory]
    [InlineData("'x' | Connect-EchoClient 127.0.0.1 $port")]
    [InlineData("'x' | Connect-EchoClient localhost $port")]
    [InlineData("'x' | Connect-EchoClient $port")]
    [InlineData("'x' | Connect-EchoClient -Port $port")]
    [InlineData("'x' | Connect-EchoClient ([ipaddress]::Loopback) \"$port\" -Timeout ([timespan]::FromSeconds(5))")]
    [InlineData("'x' | Connect-EchoClient -HostName localhost -Port $port -Timeout 5s")]
    [InlineData("$null = Measure-EchoServer $port -Count 1; 'x'")]
    [InlineData("$null = Measure-EchoServer 127.0.0.1 $port -Count 1 -Timeout 5s; 'x'")]
    [InlineData("Connect-RawSocket 127.0.0.1 $port | ForEach-Object { Close-RawSocket $_; 'x' }")]
    public void The_host_comes_first_and_a_lone_number_is_a_port(string script)
    {
        using Engine engine = new();
        Assert.Equal(["x"], engine.Run($"$server = Start-EchoServer; $port = $server.LocalEndPoint.Port; {script}; $server | Stop-EchoServer").Lines());
    }

    [Theory]
    [InlineData("'x' | Connect-EchoClient")]
    [InlineData("'x' | Connect-EchoClient localhost")]
    [InlineData("'x' | Connect-EchoClient 70000")]
    [InlineData("Measure-EchoServer -Count 1")]
    [InlineData("Measure-EchoServer localhost -Count 1")]
    public void Without_a_port_there_is_nothing_to_connect_to(string script)
    {
        ErrorRecord error = shared.Engine.Run(script).Failure();
        Assert.StartsWith("InvalidArgument,Port", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1 8080", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_in_milliseconds_are_time_spans_too_in_every_command()
    {
        List<string> others = [];
        int count = 0;
        foreach (CommandInfo command in shared.Engine.Run("Get-Command -Module RawSocket.PowerShell").Succeeded().Output.Select(static item => (CommandInfo)item.BaseObject))
        {
            foreach (ParameterMetadata parameter in command.Parameters.Values.Where(static one =>
                (one.Name.EndsWith("Timeout", StringComparison.Ordinal) || one.Name == "Interval") && (Nullable.GetUnderlyingType(one.ParameterType) ?? one.ParameterType) == typeof(int)))
            {
                count++;
                if (!parameter.Attributes.Any(static one => one.GetType().Name == "MillisecondsTransformationAttribute") && !command.Name.StartsWith("Start-", StringComparison.Ordinal))
                {
                    others.Add($"{command.Name} -{parameter.Name}");
                }
            }
        }

        Assert.Empty(others);
        Assert.True(count > 15, $"{count}");
    }

    [Theory]
    [InlineData("([timespan]::FromMilliseconds(20))", 20)]
    [InlineData("([timespan]::FromTicks(1))", 1)]
    [InlineData("([System.Threading.Timeout]::InfiniteTimeSpan)", -1)]
    [InlineData("'1.5s'", 1500)]
    [InlineData("'00:00:02'", 2000)]
    [InlineData("250ms", 250)]
    [InlineData("250", 250)]
    [InlineData("'250'", 250)]
    public void A_time_has_its_milliseconds(string time, int expected) => Assert.Equal(
        [$"{expected}"], shared.Engine.Run($"function Test-It {{ param([RawSockets.PowerShell.Binding.MillisecondsTransformation()][int] $Time) $Time }}; Test-It {time}").Lines());

    [Fact]
    public void A_time_that_is_too_long_or_below_zero_is_refused()
    {
        Assert.Contains("too long", shared.Engine.Run("Wait-RawConnection 127.0.0.1 1 -Timeout ([timespan]::MaxValue)").Failure().Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Timeout", shared.Engine.Run("Wait-RawConnection 127.0.0.1 1 -Timeout ([timespan]::FromSeconds(-5))").Failure().Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(Connect-RawSocket 127.0.0.1 ssh -SocketType Dgram).RemoteEndPoint.Port", "22")]
    [InlineData("(Connect-RawSocket -EndPoint localhost:http -SocketType Dgram).RemoteEndPoint.Port", "80")]
    [InlineData("(Connect-RawSocket -EndPoint 127.0.0.1:http -SocketType Dgram).RemoteEndPoint.Port", "80")]
    [InlineData("(Connect-RawSocket -EndPoint '[::1]:https' -SocketType Dgram).RemoteEndPoint.Port", "443")]
    [InlineData("(Test-RawConnection 127.0.0.1 ssh).Port", "22")]
    [InlineData("(Test-RawConnection -EndPoint localhost:tftp -Udp -Timeout 100).Port", "69")]
    [InlineData("@(Get-RawSocketState -LocalPort no-such..80 -ErrorAction Ignore).Count", null)]
    [InlineData("@(Get-RawSocketState -LocalPort ssh, 1..9, 20-21).Count -ge 0", "True")]
    [InlineData("@(Get-EchoServer http, 1-9).Count", "0")]
    public void Ports_have_the_names_of_services(string script, string? expected)
    {
        Assert.SkipUnless(File.Exists("/etc/services"), "There is no file of services.");
        if (expected is null)
        {
            Assert.Contains("neither a port", shared.Engine.Run(script).Failure().Exception.ToString(), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal([expected], shared.Engine.Run(script).Lines());
        }
    }

    [Theory]
    [InlineData("Test-RawConnection HERE 80")]
    [InlineData("Wait-RawConnection HERE 80")]
    [InlineData("Connect-RawSocket HERE 80")]
    [InlineData("New-RawSocket | Connect-RawSocket HERE 80")]
    [InlineData("New-RawSocket | Set-RawSocketAddress HERE 80")]
    [InlineData("Send-RawDatagram (New-RawSocket Inet Dgram) x -Address HERE -Port 80")]
    [InlineData("'x' | Connect-EchoClient HERE 80")]
    [InlineData("Measure-EchoServer HERE 80 -Count 1")]
    [InlineData("Connect-RawSocket -EndPoint 'THERE:80'")]
    [InlineData("Test-RawConnection -EndPoint 'THERE:http'")]
    public void An_address_that_is_none_is_refused_with_the_reason(string script)
    {
        foreach (var (address, reason) in new[]
        {
            ("127.1", "has 2 of the four parts"), ("010.0.0.1", "a zero in front of a part"), ("127.0.0.256", "'256'"), ("fe80::1%nosuch", "names an interface that is not there: 'nosuch'"),
            ("127.0.0.1%lo", "only IPv6 addresses"),
        })
        {
            string there = address.Contains("::", StringComparison.Ordinal) ? $"[{address}]" : address;
            string message = shared.Engine.Run(script.Replace("THERE", there, StringComparison.Ordinal).Replace("HERE", address, StringComparison.Ordinal)).Failure().ToString();
            Assert.Contains(address, message, StringComparison.Ordinal);
            Assert.Contains(reason, message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Inet", "2", 2)]
    [InlineData("Inet", "89", 89)]
    [InlineData("Inet", "igmp", 2)]
    [InlineData("Inet", "IPPROTO_GRE", 47)]
    [InlineData("Inet", "'33'", 33)]
    [InlineData("Inet", "0", 0)]
    [InlineData("Netlink", "Generic", 16)]
    [InlineData("Netlink", "NETLINK_KOBJECT_UEVENT", 15)]
    [InlineData("Netlink", "sock_diag", 4)]
    [InlineData("Netlink", "21", 21)]
    public void Protocols_have_names_and_numbers(string family, string protocol, int expected)
    {
        Outcome outcome = shared.Engine.Run($"$socket = New-RawSocket {family} Raw {protocol} -Verbose; if ($socket) {{ [int] $socket.Protocol; $socket | Close-RawSocket }}");
        if (outcome.Errors.Count > 0)
        {
            // Without the right, or the module, the kernel refuses a protocol that was understood.
            Assert.Matches("^socket,(EPERM|EACCES|EPROTONOSUPPORT)", outcome.Failure().FullyQualifiedErrorId);
        }
        else
        {
            Assert.Equal([$"{expected}"], outcome.Lines());
        }
    }

    [Fact]
    public void Every_number_of_a_protocol_is_taken_and_every_type() => Assert.Equal(
        ["0"],
        shared.Engine.Run(
            """
            $refused = 0..255 | Where-Object {
                $null = New-RawSocket Inet Raw $_ -ErrorAction SilentlyContinue -ErrorVariable failure
                $failure | Where-Object FullyQualifiedErrorId -notmatch '^socket,'
            }
            $types = 1, '2', 3, 4, 5, 6, 10, 'SOCK_DGRAM', 'stream' | Where-Object {
                $null = New-RawSocket Inet $_ -ErrorAction SilentlyContinue -ErrorVariable failure
                $failure | Where-Object FullyQualifiedErrorId -notmatch '^socket,'
            }
            @($refused).Count + @($types).Count
            """).Lines());

    [Fact]
    public void What_is_no_protocol_and_no_type_lists_those_that_are()
    {
        Assert.Contains("UdpLite", shared.Engine.Run("New-RawSocket Inet Raw nonsense").Failure().Exception.Message, StringComparison.Ordinal);
        Assert.Contains("SeqPacket", shared.Engine.Run("New-RawSocket Inet nonsense").Failure().Exception.Message, StringComparison.Ordinal);
        Assert.Contains("SocketType", shared.Engine.Run("New-RawSocket Inet 16").Failure().Exception.Message, StringComparison.Ordinal);
    }
}
