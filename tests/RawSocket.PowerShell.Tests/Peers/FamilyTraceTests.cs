using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Peers;

/// <summary>What -Verbose shows of every family's calls is what strace(1) records of them, line for line and in the same order.</summary>
public sealed partial class FamilyTraceTests
{
    private static readonly HashSet<string> s_calls =
    [
        "socket", "socketpair", "bind", "listen", "accept4", "connect", "sendto", "recvfrom", "sendmsg", "recvmsg", "sendmmsg", "recvmmsg",
        "getsockname", "getpeername", "getsockopt", "setsockopt", "shutdown",
    ];

    [Theory]
    [InlineData("Inet", """
        $r = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
        $s = New-RawSocket Inet Dgram
        Send-RawDatagram $s 'hello' -EndPoint $r
        1..3 | ForEach-Object { "msg $_" } | Send-RawDatagram $s -EndPoint $r -BatchSize 8
        $null = $r | Receive-RawDatagram
        $null = $r | Receive-RawDatagram -Count 3 -Timeout 1000
        """)]
    [InlineData("Inet6", """
        $r = New-RawSocket Inet6 Dgram | Set-RawSocketAddress ::1 0 -PassThru
        $s = New-RawSocket Inet6 Dgram
        Send-RawDatagram $s "bin`0`u{1}2" -EndPoint $r
        $null = $r | Receive-RawDatagram
        """)]
    [InlineData("error queue", """
        $r = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
        $c = New-RawSocket Inet Dgram | Set-RawSocketOption ReceiveError $true -PassThru
        $r | Close-RawSocket
        Send-RawDatagram $c 'x' -EndPoint $r.LocalEndPoint
        $c | Receive-RawDatagram -Timeout 5000 -ErrorAction Ignore
        """)]
    [InlineData("TCP", """
        $l = New-RawSocket Inet6 | Set-RawSocketOption ReuseAddress $true -PassThru | Set-RawSocketAddress ::1 0 -PassThru | Start-RawListen -PassThru
        $c = New-RawSocket Inet6 | Connect-RawSocket ::1 $l.LocalEndPoint.Port -PassThru
        $p = $l | Receive-RawConnection -Timeout 5000
        $c | Send-RawData "a `"quoted`" line\ with more than thirty-two bytes`n"
        $null = $p | Receive-RawData -Timeout 5000
        $c | Disconnect-RawSocket -Direction Send
        $null = $p | Receive-RawData -Timeout 5000
        """)]
    [InlineData("Unix", """
        $name = '@rawsocket-' + [guid]::NewGuid().ToString('N')
        $l = New-RawSocket Unix Stream | Set-RawSocketAddress -Path $name -PassThru | Start-RawListen -PassThru
        $c = New-RawSocket Unix Stream | Connect-RawSocket -Path $name -PassThru
        $p = $l | Receive-RawConnection -Timeout 5000
        $c | Send-RawData 'hello'
        $null = $p | Receive-RawData -AsString -Timeout 5000
        $d = New-RawSocket Unix Dgram | Set-RawSocketAddress -Path ($name + 'd') -PassThru
        Send-RawDatagram $d 'self' -Path ($name + 'd')
        $null = $d | Receive-RawDatagram
        """)]
    [InlineData("passed descriptors", """
        $a, $b = New-RawSocketPair
        $file = [System.IO.File]::OpenRead('/etc/passwd')
        $b | Set-RawSocketOption PassCredentials $true
        Send-RawDescriptor -Socket $a -Descriptor $file, $a -Data 'two' -IncludeCredential
        $null = $b | Receive-RawDescriptor -Timeout 5000
        """)]
    [InlineData("vsock", "$v = New-RawSocket Vsock Stream | Set-RawSocketAddress -EndPoint 'vsock:*:*' -PassThru")]
    [InlineData("netlink", "$n = New-RawSocket Netlink Raw | Set-RawSocketAddress -EndPoint 'netlink:0:0x1' -PassThru")]
    [InlineData("packet", "$k = New-RawSocket Packet Raw | Set-RawSocketAddress -EndPoint 'packet:lo:0x0003' -PassThru")]
    [InlineData("options", """
        $t = New-RawSocket Inet6
        $t | Set-RawSocketOption Linger 5
        $null = $t | Get-RawSocketOption Linger
        $t | Set-RawSocketOption ReceiveTimeout 1500
        $null = $t | Get-RawSocketOption ReceiveTimeout
        $t | Set-RawSocketOption NoDelay $true
        $t | Set-RawSocketOption Congestion 'reno'
        $null = $t | Get-RawSocketOption Congestion
        """)]
    public void Verbose_lines_are_those_of_strace(string what, string script)
    {
        string strace = Executables.Require("strace");
        string trace = Path.GetTempFileName();
        try
        {
            using ChildProcess child = ChildProcess.Run(Pwsh.Command(
                $"$VerbosePreference = 'Continue'; {script}", strace, "-f", "-e", "trace=network", "-o", trace));
            Assert.SkipWhen(child.Errors.Contains("PTRACE", StringComparison.Ordinal), "strace may not trace here.");
            List<string> ours = [.. Lines(child.Errors + "\n" + child.Output)];
            Assert.SkipWhen(ours.Count == 1 && ours[0].Contains(" = -1 E", StringComparison.Ordinal), $"This kernel has no {what}: {ours.FirstOrDefault()}");
            Assert.True(ours.Count > 1, child.Report());
            AssertInOrder(ours, [.. Recorded(File.ReadLines(trace))]);
        }
        finally
        {
            File.Delete(trace);
        }
    }

    // The runtime makes calls of its own between ours; each of ours must come, exactly as it is, after the one before.
    private static void AssertInOrder(List<string> ours, List<string> recorded)
    {
        int next = 0;
        foreach (string line in ours)
        {
            int found = recorded.IndexOf(line, next);
            Assert.True(found >= 0, $"strace did not record, from its line {next} on:\n{line}\nbut:\n{string.Join('\n', recorded.Skip(next).Take(12))}");
            next = found + 1;
        }
    }

    private static IEnumerable<string> Lines(string output) => output.Split('\n')
        .Where(static line => line.StartsWith("VERBOSE: ", StringComparison.Ordinal))
        .Select(static line => line["VERBOSE: ".Length..])
        .Where(static line => s_calls.Contains(line.Split('(')[0]));

    // strace pads the result to a column, and takes a call apart that another thread's came in between.
    private static IEnumerable<string> Recorded(IEnumerable<string> trace)
    {
        Dictionary<string, string> begun = [];
        foreach (string line in trace)
        {
            string[] parts = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
            string call = parts[^1].TrimStart();
            if (call.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                begun[parts[0]] = call[..^Unfinished.Length];
                continue;
            }

            if (Resumed().Match(call) is { Success: true } resumed)
            {
                call = begun.GetValueOrDefault(parts[0], "") + call[resumed.Length..];
            }

            yield return Padding().Replace(call, ") = ", 1);
        }
    }

    private const string Unfinished = "<unfinished ...>";

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"\)\s+= (?=[-0-9?])")]
    private static partial Regex Padding();
}
