using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Processes;

/// <summary>
/// What -Verbose shows of a descriptor's calls is all that strace(1) records of it, line by line and in order: nothing is left out,
/// nothing is made up.
/// </summary>
public sealed class StraceTests
{
    public static TheoryData<string, string> Scripts => new()
    {
        {
            "TCP over IPv4",
            """
            $listener = New-RawSocket | Set-RawSocketOption -Name ReuseAddress -Value $true -PassThru |
                Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Receive-RawConnection -Timeout 1000
            $client | Send-RawData -Data 'hello'
            $null = $peer | Receive-RawData
            $client | Send-RawData -Data "quotes `" and \ and `0 and `t and ü and $('long ' * 20)"
            $null = $peer | Receive-RawData -AsString
            $client | Set-RawSocketOption -Name NoDelay -Value $true
            $client | Set-RawSocketOption -Name Linger -Value 3
            $null = $client | Get-RawSocketOption -Name Linger
            $null = $client | Get-RawSocketOption -Name Congestion
            $client | Disconnect-RawSocket -Direction Send
            $null = $peer | Receive-RawData
            """
        },
        {
            "TCP over IPv6",
            """
            $listener = New-RawSocket Inet6 | Set-RawSocketAddress -Address ::1 -Port 0 -PassThru | Start-RawListen -Backlog 3 -PassThru
            $client = New-RawSocket Inet6 | Connect-RawSocket -Address ::1 -Port $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Receive-RawConnection
            $peer | Send-RawData -Data ([byte[]] (0..255))
            $null = $client | Receive-RawData -Size 256 -Exact
            """
        },
        {
            "non-blocking sockets and failures",
            """
            $listener = New-RawSocket -NonBlocking | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
            $listener | Receive-RawConnection -ErrorAction Ignore
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Wait-RawSocket | Receive-RawConnection -NonBlocking
            $peer | Receive-RawData -ErrorAction Ignore
            New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -ErrorAction Ignore
            $client | Disconnect-RawSocket
            New-RawSocket | Disconnect-RawSocket -ErrorAction Ignore
            $port = $listener.LocalEndPoint.Port
            $listener | Close-RawSocket
            New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $port -ErrorAction Ignore
            """
        },
        {
            "the client",
            """
            $null = 'a', '', 'grüße' | Connect-EchoClient -Port $serverPort -Verbose
            """
        },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Verbose_lines_are_all_that_strace_records(string what, string script)
    {
        string strace = Executables.Require("strace");
        string folder = Directory.CreateTempSubdirectory("rawsocket-strace-").FullName;
        try
        {
            string trace = Path.Combine(folder, "strace");
            string verbose = Path.Combine(folder, "verbose");
            string whole =
                $$"""
                $server = Start-EchoServer
                $serverPort = $server.LocalEndPoint.Port
                $lines = & {
                    $VerbosePreference = 'Continue'
                    {{script}}
                } 4>&1
                [System.IO.File]::WriteAllLines('{{verbose}}', [string[]] @($lines | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }))
                $server | Stop-EchoServer
                Get-RawSocket | Close-RawSocket
                """;
            using ChildProcess child = ChildProcess.Run(
                Pwsh.Command(whole, strace, "-f", "-e", "trace=network,close", "-o", trace));
            Assert.SkipWhen(child.Errors.Contains("PTRACE", StringComparison.OrdinalIgnoreCase), $"strace may not trace here: {child.Errors}");
            Assert.True(File.Exists(verbose), $"{what}:\n{child.Report()}");

            CallLines shown = CallLines.Shown(File.ReadLines(verbose));
            Assert.NotEmpty(shown.Calls);
            CallLines recorded = CallLines.Recorded(File.ReadLines(trace), shown.Descriptors);
            Assert.Equal(recorded.Calls, shown.Calls);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
