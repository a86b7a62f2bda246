using System.Globalization;
using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Processes;

/// <summary>SIGTERM while clients have not taken their echo yet: they get all of it, and then the process ends.</summary>
public sealed class DrainTests
{
    private const string Background =
        "$server = Start-EchoServer; [Console]::Out.WriteLine(\"port $($server.LocalEndPoint.Port) \"); [Console]::Out.WriteLine('begun'); while ($true) { [System.Threading.Thread]::Sleep(20) }";

    // The last word before the wait is said when Wait-EchoServer has been bound and has its server.
    private const string Waited =
        "$server = Start-EchoServer; [Console]::Out.WriteLine(\"port $($server.LocalEndPoint.Port) \"); & { $server; [Console]::Out.WriteLine('begun') } | Wait-EchoServer; [Console]::Out.WriteLine('after')";

    [Theory]
    [InlineData(Background, 143)]
    [InlineData(Waited, 0)]
    public void Clients_get_all_of_their_echo(string script, int exitCode)
    {
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(script));
        child.WaitForOutput(" \n");
        int port = int.Parse(child.Output.Split(' ')[1], CultureInfo.InvariantCulture);
        List<Socket> clients = [.. Enumerable.Range(0, 3).Select(_ => Loopback.Connect(port))];
        byte[] sent = new byte[200_000];
        new Random(7).NextBytes(sent);
        clients.ForEach(client => client.Send(sent));

        // Then Wait-EchoServer begins, which says that SIGTERM means the server. Nothing shows that, so it gets some time.
        child.WaitForOutput("begun");
        Thread.Sleep(500);
        child.Signal(Native.Terminate);
        Thread.Sleep(100);
        Assert.All(clients, client => Assert.True(sent.AsSpan().SequenceEqual(client.ReceiveAll())));
        clients.ForEach(static client => client.Dispose());
        Assert.True(child.WaitForExit() == exitCode, child.Report());
        Assert.Equal(exitCode == 0, child.Output.EndsWith("after\n", StringComparison.Ordinal));
    }
}
