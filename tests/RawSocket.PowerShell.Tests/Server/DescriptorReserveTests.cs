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

    /// <summary>What opens many sockets by itself leaves the last ones alone too: the shell still starts a program afterwards, or meanwhile.</summary>
    [Theory]
    [InlineData("$server = Start-EchoServer; try { $null = $server | Measure-EchoServer -Connections 1000 -Duration 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }; & sh -c 'echo alive'")]
    [InlineData("$null = Test-RawConnection 127.0.0.1 -Port (20000..20400); & sh -c 'echo alive'")]
    public void Nothing_takes_the_last_descriptors(string script)
    {
        using ChildProcess child = ChildProcess.Run(Pwsh.Command(script, "sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"));
        Assert.EndsWith("alive\n", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_in_script_stops_accepting_and_goes_on()
    {
        const string Script =
            """
            Start-RawServer { & sh -c "echo $_" } | ForEach-Object { [Console]::Out.WriteLine("$($_.Event) $($_.LocalEndPoint.Port) ") }
            """;
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(Script, "sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"));
        child.WaitForOutput(" \n");
        int port = int.Parse(child.Output.Split(' ')[1], CultureInfo.InvariantCulture);
        Queue<Socket> clients = new(Enumerable.Range(0, 200).Select(_ => Loopback.Connect(port)));
        child.WaitForOutput("AcceptFailed");
        while (clients.TryDequeue(out Socket? client))
        {
            if (clients.Count % 20 == 0)
            {
                client.Send("x\n"u8);
                Assert.Equal("x\n"u8, client.ReceiveExactly(2));
            }

            client.Dispose();
        }

        // Once for each time that it comes to that, and not for each try: all the others waited for seconds.
        Assert.InRange(child.Output.Split("AcceptFailed").Length - 1, 1, 4);
        child.Signal(Native.Terminate);
        Assert.True(child.WaitForExit() == 0, child.Report());
    }
}
