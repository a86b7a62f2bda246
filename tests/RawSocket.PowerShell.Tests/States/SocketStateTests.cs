using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.States;

public sealed class SocketStateTests : IDisposable
{
    private readonly Engine _engine = new();

    public SocketStateTests() => _engine.Run(
        """
        # Connections of an earlier test may linger at the port that it had; this one is to be new.
        do {
            $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
            $port = $listener.LocalEndPoint.Port
        } while (Get-RawSocketState -Protocol Tcp -RemotePort $port)
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $port -PassThru
        """).Succeeded();

    public void Dispose()
    {
        _engine.Run("Get-RawSocket | Close-RawSocket");
        _engine.Dispose();
    }

    [Fact]
    public void A_script_for_windows_runs_after_one_alias()
    {
        IReadOnlyList<string> lines = _engine.Run(
            """
            ${alias:Get-NetTCPConnection} = 'Get-RawSocketState'
            foreach ($row in Get-NetTCPConnection -State Listen -LocalPort $port) {
                if ($row.LocalAddress -eq '127.0.0.1' -and $row.State -eq 'Listen' -and $row.OwningProcess -eq $PID) { 'found' }
            }
            foreach ($row in Get-NetTCPConnection) { if ($row.Protocol -ne 'Tcp') { 'not TCP' } }
            """).Lines();
        Assert.Equal(["found"], lines);
    }

    [Theory]
    [InlineData("Listen", 1)]
    [InlineData("LISTEN", 1)]
    [InlineData("ESTAB", 1)]
    [InlineData("listening, established", 2)]
    [InlineData("TIME_WAIT, SYN-RECV, close", 0)]
    public void States_may_be_written_in_any_spelling(string states, int expected) =>
        Assert.Equal(expected, _engine.Run($"Get-RawSocketState -Protocol Tcp -LocalPort $port -State {states}").Output.Count);

    [Theory]
    [InlineData("-LocalPort $port", 2)]
    [InlineData("-LocalPort \"$port-$port\"", 2)]
    [InlineData("-RemotePort $port", 1)]
    [InlineData("-LocalPort $port -RemoteAddress 127.0.0.0/8", 1)]
    [InlineData("-LocalPort $port -LocalAddress ([ipaddress]'127.0.0.1'), 10.0.0.0/8", 2)]
    [InlineData("-LocalPort $port -ProcessId $PID", 1)]
    [InlineData("-LocalPort $port -ProcessName nobodyhasthisname*", 0)]
    [InlineData("-LocalPort $port -ProcessName *", 1)]
    [InlineData("-LocalPort $port -InterfaceName nosuch0", 0)]
    [InlineData("-LocalPort $port -NetworkNamespace $PID", 2)]
    public void Filters_leave_what_matches(string filter, int expected) =>
        Assert.Equal(expected, _engine.Run($"Get-RawSocketState -Protocol Tcp {filter}").Output.Count);

    [Fact]
    public void The_row_of_a_socket_and_of_its_peer_name_each_other()
    {
        IReadOnlyList<string> lines = _engine.Run(
            """
            $client | Send-RawData -Data hello
            $one, $other = Get-RawSocket -Descriptor $client.Descriptor | Get-RawSocketState -Pair
            $one.Cookie -eq (Get-RawSocketOption -Socket $client -Name Cookie)
            [object]::ReferenceEquals($one.Peer, $other)
            [object]::ReferenceEquals($other.Peer, $one)
            $other.ReceiveQueue
            """).Lines();
        Assert.Equal(["True", "True", "True", "5"], lines);
    }

    [Theory]
    [InlineData("New-RawSocket | Get-RawSocketState", "NotListed", "the kernel lists no row")]
    [InlineData("Get-RawSocketState -NetworkNamespace nosuchname", "statx,ENOENT", "NetworkNamespace: 'nosuchname'")]
    [InlineData("Get-RawSocketState -NetworkNamespace /proc/self/comm", "setns,EINVAL", "NetworkNamespace: '/proc/self/comm'")]
    [InlineData("Watch-RawSocketState -NetworkNamespace nosuchname", "statx,ENOENT", "NetworkNamespace: 'nosuchname'")]
    [InlineData("Wait-RawSocketState -NetworkNamespace nosuchname", "statx,ENOENT", "NetworkNamespace: 'nosuchname'")]
    [InlineData("Get-RawSocketState -LocalAddress 10.0.0.0/99", "CannotConvertArgument", "'10.0.0.0/99' is no prefix")]
    [InlineData("Get-RawSocketState -LocalAddress 300.1.1.1", "CannotConvertArgument", "'300.1.1.1' is no IPv4 address")]
    [InlineData("Get-RawSocketState -LocalPort 1, 70000", "InvalidArgument,LocalPort", "LocalPort: '70000' is no port")]
    [InlineData("Wait-RawSocketState -RemotePort 70000-70009", "InvalidArgument,RemotePort", "RemotePort: '70000-70009' is no port of Tcp")]
    [InlineData("Get-RawSocketState -LocalPort 9-1", "CannotConvertArgument", "'9-1' is neither a port")]
    [InlineData("Get-RawSocketState -State Asleep", "CannotConvertArgument", "Asleep")]
    [InlineData("Get-RawSocketState -Protocol Unix | Stop-RawSocketState -Confirm:$false", "SOCK_DESTROY,EOPNOTSUPP", "none of Unix")]
    public void Bad_input_is_named(string script, string identifier, string words)
    {
        ErrorRecord error = _engine.Run(script).Errors[0];
        Assert.StartsWith(identifier, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_come_before_the_listing_is_complete()
    {
        // Taking the first row ends the listing, whatever else there is.
        Assert.Equal("1", _engine.Run("$n = 0; foreach ($once in 1) { Get-RawSocketState -Protocol Tcp | ForEach-Object { $n++; break } }; $n").Single().ToString());
    }

    [Fact]
    public void Stopping_asks_first()
    {
        _engine.Run("$client | Get-RawSocketState | Stop-RawSocketState -WhatIf").Succeeded();
        Assert.Single(_engine.Run("$client | Get-RawSocketState").Output);
    }

    [Theory]
    [InlineData("Get-RawSocketState -State TIME", "TimeWait")]
    [InlineData("Get-RawSocketState -State clos", "Closed CloseWait Closing")]
    public void States_are_completed(string line, string expected) => Assert.Equal(expected, string.Join(' ', Completions(line)));

    [Fact]
    public void Ports_and_processes_in_use_are_completed()
    {
        string port = _engine.Run("$port").Single().ToString();
        Assert.Contains(port, Completions($"Get-RawSocketState -LocalPort {port[..^1]}"));
        Assert.Contains(port, Completions($"Get-RawSocketState -RemotePort {port[..^1]}"));
        Assert.Contains($"{Environment.ProcessId}", Completions("Get-RawSocketState -ProcessId "));
        Assert.Contains("lo", Completions("Get-RawSocketState -InterfaceName l"));
    }

    private IReadOnlyList<string> Completions(string line) =>
        _engine.Run($"(TabExpansion2 '{line}' {line.Length}).CompletionMatches | ForEach-Object {{ $_.CompletionText.Trim([char]39) }}").Lines();
}
