using System.Globalization;
using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Server;

/// <summary>
/// More clients than the process has descriptors for (ulimit -n): the shell stays usable, since the server leaves it the last of them, and
/// the clients that wait are served when others have left.
/// </summary>
public sealed class DescriptorReserveTests
{
    private const int Clients = 400;
    private const double MostProcessorTime = 0.25;

    // What a shell needs descriptors for: a file, a program, an assembly that was not loaded yet, a thread.
    private const string Script =
        """
        $server = Start-EchoServer -Engine ENGINE -ErrorAction SilentlyContinue
        if (-not $server) { [Console]::Out.WriteLine('none '); exit }
        [Console]::Out.WriteLine("port $($server.LocalEndPoint.Port) ")
        while ($server.ConnectionCount -eq 0) { Start-Sleep -Milliseconds 20 }
        Start-Sleep -Milliseconds 300
        $process = [System.Diagnostics.Process]::GetCurrentProcess()
        $before = $process.TotalProcessorTime
        Start-Sleep -Seconds 2
        $process.Refresh()
        $spent = ($process.TotalProcessorTime - $before).TotalSeconds / 2
        $null = [System.IO.File]::ReadAllText('/proc/self/status')
        $null = & sh -c 'exit 0'
        $null = 1..3 | ForEach-Object -Parallel { $_ }
        Add-Type -AssemblyName System.Net.Mail -ErrorAction Stop
        [Console]::Out.WriteLine("spent $spent ")
        $null = $server | Wait-EchoServer -Timeout 60000 -ErrorAction Ignore
        """;

    [Theory]
    [InlineData("Epoll")]
    [InlineData("IoUring")]
    public void The_shell_lives_and_who_waits_is_served_later(string engine)
    {
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(
            Script.Replace("ENGINE", engine, StringComparison.Ordinal), "sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"));
        child.WaitForOutput(" \n");
        Assert.SkipWhen(child.Output.StartsWith("none", StringComparison.Ordinal), $"This machine has no {engine} for us.");
        int port = int.Parse(child.Output.Split(' ')[1], CultureInfo.InvariantCulture);
        Queue<Socket> clients = new(Enumerable.Range(0, Clients).Select(_ => Loopback.Connect(port)));
        foreach (Socket client in clients)
        {
            client.Send("x"u8);
        }

        child.WaitForOutput("spent ");
        Until.True(() => child.Output.Split("spent ")[1].Contains('\n', StringComparison.Ordinal), "the line was whole");
        double spent = double.Parse(child.Output.Split("spent ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.True(spent < MostProcessorTime, child.Report());

        // In the order in which they came; each that leaves makes room for another.
        while (clients.TryDequeue(out Socket? client))
        {
            Assert.Equal("x"u8, client.ReceiveExactly(1));
            client.Dispose();
        }

        child.Signal(Native.Terminate);
        Assert.True(child.WaitForExit() == 0, child.Report());
    }
}
