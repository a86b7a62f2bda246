using System.Net;
using RawSockets.Reachability;

namespace RawSockets.Tests.Reachability;

/// <summary>Many hosts and ports at once, within the limit that was set.</summary>
public sealed class ConnectionScanTests
{
    [Fact]
    public void Hosts_are_tried_side_by_side_and_their_results_keep_the_order()
    {
        using FullListener silent = new();
        using RawSocket listener = Loopback.Listener();
        using ConnectionScan scan = new(new ConnectionTestOptions { Timeout = 300 });
        for (int i = 0; i < 20; i++)
        {
            scan.Add("127.0.0.1", [Port(silent.EndPoint)]);
        }

        scan.Add("localhost", [Port(listener.LocalEndPoint!)]);
        scan.Add("no-such-host.invalid", [80]);
        List<ConnectionTestResult> results = All(scan);
        Assert.Equal(22, results.Count);
        Assert.All(results.Take(20), static result => Assert.Equal("connect,ETIMEDOUT", result.Error));
        Assert.True(results[20].Succeeded);
        Assert.StartsWith("getaddrinfo,", results[21].Error, StringComparison.Ordinal);
        Assert.True(results.Take(20).Max(static result => result.Time) - results[0].Time < TimeSpan.FromMilliseconds(300), "None waited for another.");
    }

    [Fact]
    public void No_more_go_on_at_once_than_the_limit_allows()
    {
        using FullListener silent = new();
        using ConnectionScan scan = new(new ConnectionTestOptions { Timeout = -1, ThrottleLimit = 3 });
        scan.Add("127.0.0.1", [.. Enumerable.Repeat(Port(silent.EndPoint), 5)]);
        Assert.True(scan.IsFull);
        int before = Clients(silent);
        for (int i = 0; i < 5; i++)
        {
            scan.Advance(1, Bounded.Token);
        }

        Assert.Equal((3, 5, true), (Clients(silent) - before, scan.Pending, scan.IsFull));
    }

    [Fact]
    public void A_limit_of_one_still_tries_all()
    {
        using RawSocket listener = Loopback.Listener();
        int open = Port(listener.LocalEndPoint!);
        using Refuser refuser = new();
        using ConnectionScan scan = new(new ConnectionTestOptions { ThrottleLimit = 1 });
        scan.Add("localhost", [open, Port(refuser.EndPoint), open]);
        Assert.Equal([true, false, true], All(scan).Select(static result => result.Succeeded));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ConnectionScan(new ConnectionTestOptions { ThrottleLimit = 0 }));
    }

    [Fact]
    public void An_explanation_is_made_when_somebody_asks()
    {
        using Refuser refuser = new();
        int port = Port(refuser.EndPoint);
        ConnectionTestResult result = Assert.Single(ConnectionTest.Run("127.0.0.1", [port], cancellationToken: Bounded.Token));

        // What is true at the moment of the question is told, and afterwards the same again, of a copy too.
        refuser.Dispose();
        Assert.Contains($"Nothing on this machine listens on TCP port {port}", (result with { Attempt = 2 }).Explanation!.Meaning, StringComparison.Ordinal);
        Assert.Same(result.Explanation, (result with { Attempt = 3 }).Explanation);
    }

    private static List<ConnectionTestResult> All(ConnectionScan scan)
    {
        List<ConnectionTestResult> results = [];
        while (scan.Pending > 0)
        {
            scan.Advance(-1, Bounded.Token);
            while (scan.TryTake(out ConnectionTestResult? result))
            {
                results.Add(result);
            }
        }

        return results;
    }

    private static int Clients(FullListener silent) => new RawSockets.Diagnostics.SocketStateReader()
        .Read(new RawSockets.Diagnostics.SocketStateQuery { RemotePorts = [Port(silent.EndPoint)], States = RawSockets.Diagnostics.TcpStates.SynSent }, Deadline.None, Bounded.Token)
        .Count();

    private static int Port(EndPoint endPoint) => ((IPEndPoint)endPoint).Port;
}
