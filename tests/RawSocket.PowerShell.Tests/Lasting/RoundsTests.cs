using System.Diagnostics;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Lasting;

/// <summary>What is done over and over must leave the process as it was.</summary>
public sealed class RoundsTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void Twenty_thousand_rounds_leave_descriptors_and_threads_as_they_were()
    {
        using Engine engine = new();

        // Several servers: the closed connections of one would use up the ports from which it can be reached.
        engine.Run("$servers = foreach ($i in 1..4) { Start-EchoServer }; $ports = $servers.LocalEndPoint.Port").Succeeded();
        Run(engine, rounds: 100);
        OpenDescriptors before = OpenDescriptors.Now();
        int threads = ThreadCount();

        long start = Stopwatch.GetTimestamp();
        Run(engine, Rounds);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);

        before.AssertNothingLeft();

        // The thread pool comes and goes by itself; a thread for each connection would be thousands.
        Until.True(() => ThreadCount() <= threads + Environment.ProcessorCount, $"there are about {threads} threads again");
        Assert.Equal((long)Rounds + 100, engine.Run("$sum = 0; foreach ($s in $servers) { $sum += $s.TotalConnections }; $sum").Single<long>());
        engine.Run("$servers | Stop-EchoServer").Succeeded();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds} rounds in {elapsed.TotalSeconds:F1} s");
    }

    [Fact]
    public void A_thousand_clients_one_after_another_leave_nothing()
    {
        using Engine engine = new();
        engine.Run("$server = Start-EchoServer; $port = $server.LocalEndPoint.Port; $null = 'warm' | Connect-EchoClient -Port $port").Succeeded();
        OpenDescriptors before = OpenDescriptors.Now();
        int threads = ThreadCount();
        Outcome outcome = engine.Run("foreach ($i in 1..1000) { if (('line' | Connect-EchoClient -Port $port) -ne 'line') { $i } }", TimeSpan.FromSeconds(60));
        Assert.Empty(outcome.Succeeded().Output);
        before.AssertNothingLeft();
        Until.True(() => ThreadCount() <= threads + Environment.ProcessorCount, $"there are about {threads} threads again");
        engine.Run("$server | Stop-EchoServer").Succeeded();
    }

    [Fact]
    public void Two_hundred_servers_one_after_another_leave_nothing()
    {
        using Engine engine = new();
        engine.Run("Start-EchoServer | Stop-EchoServer").Succeeded();
        OpenDescriptors before = OpenDescriptors.Now();
        int threads = ThreadCount();
        engine.Run("foreach ($i in 1..200) { $s = Start-EchoServer; $null = 'x' | Connect-EchoClient -Port $s.LocalEndPoint.Port; $s | Stop-EchoServer }").Succeeded();
        before.AssertNothingLeft();
        Until.True(() => ThreadCount() <= threads + Environment.ProcessorCount, $"there are about {threads} threads again");
    }

    private static void Run(Engine engine, int rounds)
    {
        Outcome outcome = engine.Run(
            $$"""
            for ($round = 0; $round -lt {{rounds}}; $round++) {
                $socket = New-RawSocket
                $socket | Connect-RawSocket -Address 127.0.0.1 -Port $ports[$round % 4]
                $socket | Send-RawData -Data 'echo'
                $back = $socket | Receive-RawData -Size 4 -Exact -AsString
                $socket | Close-RawSocket
                if ($back -ne 'echo') { $round }
            }
            """,
            TimeSpan.FromSeconds(60));
        Assert.Empty(outcome.Succeeded().Output);
    }

    private static int ThreadCount() => Directory.GetDirectories("/proc/self/task").Length;
}
