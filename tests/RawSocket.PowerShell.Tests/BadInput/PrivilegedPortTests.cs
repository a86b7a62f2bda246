using System.Globalization;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.BadInput;

/// <summary>A privileged port without the right to it. Root has the right, so as root a child gives it up first.</summary>
public sealed class PrivilegedPortTests
{
    private const string FirstFreePort = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
    private const int Port = 79;

    [Theory]
    [InlineData("New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 79")]
    [InlineData("Start-EchoServer -Port 79")]
    public void It_is_EACCES(string command)
    {
        int start = File.Exists(FirstFreePort) ? int.Parse(File.ReadAllText(FirstFreePort), CultureInfo.InvariantCulture) : 1024;
        Assert.SkipWhen(start <= Port, $"On this machine everybody may bind ports from {start} on.");
        string[] launcher = Environment.IsPrivilegedProcess
            ? [Executables.Require("setpriv"), "--bounding-set", "-net_bind_service"]
            : [];
        string script = $"{command} -ErrorAction SilentlyContinue -ErrorVariable problem; [Console]::Out.WriteLine($problem[0].FullyQualifiedErrorId + ' ' + $problem[0].CategoryInfo.Category)";
        using ChildProcess child = ChildProcess.Run(Pwsh.Command(script, launcher));
        Assert.StartsWith("bind,EACCES,", child.Output, StringComparison.Ordinal);
        Assert.EndsWith(" PermissionDenied\n", child.Output, StringComparison.Ordinal);
    }
}
