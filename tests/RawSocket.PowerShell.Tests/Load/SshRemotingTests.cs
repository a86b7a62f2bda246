using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Load;

/// <summary>PowerShell's remoting over SSH is the distributed engine: two hosts measure a third, and nothing is lost on the way.</summary>
public sealed class SshRemotingTests : IDisposable
{
    // sshd(8) wants a folder in /run, which only this mount namespace has, and its whole path to be run by.
    private const string Network =
        $"""
        {HostNetwork.TwoHosts}
        mount -t tmpfs none /run
        mkdir /run/sshd
        ssh-keygen -q -t ed25519 -N '' -f key
        cp key.pub authorized_keys
        chmod 600 authorized_keys
        nsenter -t $ONE -n "$(command -v sshd)" -D -f "$PWD/sshd.conf" -E "$PWD/sshd.log" & SERVER=$!
        nsenter -t $TWO -n "$(command -v sshd)" -D -f "$PWD/sshd.conf" -E "$PWD/sshd.log" & SERVER="$SERVER $!"
        for host in 10.0.1.2 10.0.2.2; do
            tries=0
            until ssh-keyscan -p 2222 "$host" >> known_hosts 2> keyscan.log && [ "$(grep -c "$host" known_hosts)" != 0 ]; do
                tries=$((tries + 1))
                [ $tries -lt 100 ] || exit 1
                sleep 0.1
            done
        done
        "$@"
        """;

    private const string Script =
        """
        $ErrorActionPreference = 'Stop'
        $server = Start-EchoServer -Address 0.0.0.0
        $options = @{ UserKnownHostsFile = "$PWD/known_hosts"; IdentitiesOnly = 'yes'; BatchMode = 'yes' }
        $hosts = foreach ($address in '10.0.1.2', '10.0.2.2') {
            @{ HostName = $address; Port = 2222; UserName = 'root'; KeyFilePath = "$PWD/key"; ConnectingTimeout = 60000; Options = $options }
        }
        $sessions = foreach ($each in $hosts) { New-PSSession @each }
        $start = [datetimeoffset]::UtcNow.AddSeconds(10)
        $parts = Invoke-Command -Session $sessions -ArgumentList $env:RAWSOCKET_MODULE, $server.LocalEndPoint.Port, $start -ScriptBlock {
            param($Module, $Port, $Start)
            Import-Module $Module
            $address = ($env:SSH_CONNECTION -split ' ')[0]
            Measure-EchoServer $address $Port -Connections 4 -Rate 1000 -Duration 0.5 -Warmup 0 -StartTime $Start
        }
        $sessions | Remove-PSSession
        $sum = $parts | Merge-EchoMeasurement -WarningAction Ignore
        $first, $second = foreach ($part in $parts) { [RawSockets.Load.LatencyHistogram]::Decode($part.Histogram) }
        $first.Add($second)
        "hosts: $($parts.PSComputerName | Sort-Object)"
        "operations: $($parts.Operations) = $($sum.Operations), $($sum.Connections) connections, $($sum.ErrorCount) errors, $($sum.Parts) parts"
        "histogram: $($sum.Histogram -eq $first.Encode()), bytes: $($sum.BytesReceived -eq $parts[0].BytesReceived + $parts[1].BytesReceived)"
        "percentiles are times: $($parts[0].P99 -is [timespan])"
        $server | Stop-EchoServer
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawsocket-ssh-");

    [Fact]
    public void The_sum_of_two_hosts_is_exact()
    {
        foreach (string needed in (string[])["unshare", "nsenter", "ip", "mount", "ssh", "ssh-keygen", "ssh-keyscan", "sshd"])
        {
            Assert.SkipWhen(Executables.Find(needed) is null, $"There is no {needed}.");
        }

        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may run sshd.");
        Write("network.sh", Network);
        Write("script.ps1", Script);
        Write(
            "sshd.conf",
            $"""
            Port 2222
            HostKey {_folder.FullName}/key
            AuthorizedKeysFile {_folder.FullName}/authorized_keys
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin prohibit-password
            Subsystem powershell {string.Join(' ', Pwsh.Words)} -sshs -NoLogo
            """);
        var start = Pwsh.Command(
            ". ([scriptblock]::Create([System.IO.File]::ReadAllText('script.ps1')))",
            "unshare", "--net", "--mount", "sh", Path.Combine(_folder.FullName, "network.sh"));
        start.Environment["LOAD_FOLDER"] = _folder.FullName;
        start.WorkingDirectory = _folder.FullName;

        using ChildProcess hosts = ChildProcess.Start(start);
        hosts.EndInput();
        hosts.WaitForExit();

        Assert.SkipWhen(!File.Exists(Path.Combine(_folder.FullName, "one.up")), $"No network namespace can be made here: {hosts.Errors}");
        Assert.Equal(
            """
            hosts: 10.0.1.2 10.0.2.2
            operations: 500 500 = 1000, 8 connections, 0 errors, 2 parts
            histogram: True, bytes: True
            percentiles are times: True

            """,
            hosts.Output + hosts.Errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text + "\n");
}
