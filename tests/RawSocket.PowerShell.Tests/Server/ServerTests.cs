using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Server;

public sealed class ServerTests
{
    [Fact]
    public void Servers_are_found_by_port_and_stopped_together()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $servers = foreach ($i in 1..3) { Start-EchoServer }
            @(Get-EchoServer).Count
            (Get-EchoServer -Port $servers[1].LocalEndPoint.Port) -eq $servers[1]
            $servers | Stop-EchoServer -DrainTimeout 100
            @(Get-EchoServer).Count
            ($servers.State | ForEach-Object { "$_" }) -join ' '
            """);
        Assert.Equal(["3", "True", "0", "Stopped Stopped Stopped"], outcome.Lines());
    }

    [Fact]
    public void It_listens_at_IPv6()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using Engine engine = new();
        Outcome outcome = engine.Run(
            "$server = Start-EchoServer -Address ::1; 'six' | Connect-EchoClient -Address ::1 -Port $server.LocalEndPoint.Port; $server | Stop-EchoServer");
        Assert.Equal("six", outcome.Lines().Single());
    }

    [Fact]
    public void Waiting_ends_when_another_stops_it()
    {
        using Engine engine = new();
        using Engine other = new();
        engine.Run("$server = Start-EchoServer").Succeeded();
        using RunningScript waiting = engine.Start("$server | Wait-EchoServer -PassThru");
        Thread.Sleep(100);
        Assert.False(waiting.HasEnded);
        other.Run("Get-EchoServer | Stop-EchoServer").Succeeded();
        Assert.Equal("Stopped", waiting.Finish(TimeSpan.FromSeconds(5)).Single().Get<string>("State"));
    }

    [Fact]
    public void What_was_received_is_echoed_before_it_stops()
    {
        using Engine engine = new();
        PSObject server = engine.Run("$server = Start-EchoServer; $server").Single();
        using Socket client = Loopback.Connect(((IPEndPoint)server.Get("LocalEndPoint")!).Port);
        byte[] sent = new byte[300_000];
        new Random(1).NextBytes(sent);
        client.Send(sent);
        using RunningScript stopping = engine.Start("$server | Stop-EchoServer");
        Thread.Sleep(100);
        Assert.Equal(sent, client.ReceiveAll());
        stopping.Finish(TimeSpan.FromSeconds(5)).Succeeded();
    }

    [Fact]
    public void A_client_that_does_not_take_its_echo_holds_a_stop_up_only_so_long()
    {
        using Engine engine = new();
        PSObject server = engine.Run("$server = Start-EchoServer; $server").Single();
        using Socket client = Loopback.Connect(((IPEndPoint)server.Get("LocalEndPoint")!).Port);
        client.Blocking = false;
        byte[] much = new byte[1024 * 1024];
        int refused = 0;
        while (refused < 20)
        {
            client.Send(much, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                refused++;
                Thread.Sleep(5);
            }
        }

        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        engine.Run("$server | Stop-EchoServer -DrainTimeout 200").Succeeded();
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds, 150, 3000);
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("", "-NoReuseAddress", "bind,EADDRINUSE")]
    [InlineData("-NoReuseAddress", "-NoReuseAddress", "bind,EADDRINUSE")]
    public void A_restart_needs_reuse_of_the_address(string first, string second, string? error)
    {
        using Engine engine = new();
        PSObject server = engine.Run($"$server = Start-EchoServer {first}; $server").Single();
        int port = ((IPEndPoint)server.Get("LocalEndPoint")!).Port;
        using (Socket client = Loopback.Connect(port))
        {
            client.Send("x"u8);
            client.ReceiveExactly(1);

            // The server closes first, so its side of the connection stays in TIME_WAIT.
            engine.Run("$server | Stop-EchoServer").Succeeded();
            client.ReceiveAll();
        }

        Outcome again = engine.Run($"Start-EchoServer -Port {port} {second} | Stop-EchoServer");
        Assert.Equal(error, again.Errors.Select(static problem => string.Join(',', problem.FullyQualifiedErrorId.Split(',').Take(2))).SingleOrDefault());
    }

    [Fact]
    public void One_clients_reset_concerns_nobody_else()
    {
        using Engine engine = new();
        PSObject server = engine.Run("$server = Start-EchoServer; $server").Single();
        int port = ((IPEndPoint)server.Get("LocalEndPoint")!).Port;
        using Socket good = Loopback.Connect(port);
        for (int i = 0; i < 20; i++)
        {
            Socket bad = Loopback.Connect(port);
            bad.Send(new byte[10_000]);
            bad.LingerState = new LingerOption(true, 0);
            bad.Close();
        }

        good.Send("fine"u8);
        Assert.Equal(4, good.ReceiveExactly(4).Length);
        Until.True(() => server.Get<int>("ConnectionCount") == 1, "the others were let go");
        engine.Run("$server | Stop-EchoServer").Succeeded();
    }
}
