using System.Collections.Concurrent;
using System.Diagnostics;
using RawSockets.Load;

namespace RawSockets.Tests.Load;

/// <summary>Servers whose delays are known: the measurement says the same.</summary>
public sealed class LatencyTruthTests
{
    private const int Size = 64;

    // A machine that has other things to do wakes threads late, which the server does not see; a wrong measurement is wrong every time.
    [Fact]
    public void Percentiles_agree_with_the_delays_that_the_server_made() =>
        Assert.Contains(Enumerable.Range(0, 4), static _ => Disagreements().Count == 0);

    private static List<string> Disagreements()
    {
        double floor = Floor();
        ConcurrentBag<double> delays = [];
        using StreamPeer peer = new((socket, number) =>
        {
            while (StreamPeer.Receive(socket, Size) is { } message)
            {
                long begun = Stopwatch.GetTimestamp();
                Thread.Sleep(200 + (number * 20));
                socket.Send(message);
                delays.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        });

        EchoMeasurement result = Measured.By(new LoadOptions { EndPoint = peer.EndPoint, Connections = 20, Count = 20 });

        Assert.Equal(("", 20), (result.Errors.ToString(), (int)result.Operations));
        double[] truth = [.. delays.Order()];
        LatencyHistogram latency = result.Latency();
        List<string> wrong = [];
        foreach (double percentile in (double[])[5, 25, 50, 75, 90, 99, 100])
        {
            double known = truth[(int)Math.Ceiling(percentile / 100 * truth.Length) - 1];
            double measured = latency.At(percentile).TotalMilliseconds;
            if (measured < known * 0.98 || measured > (known * 1.02) + floor)
            {
                wrong.Add($"{percentile}: {known} and {measured}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"floor {floor} ms; {string.Join("; ", wrong)}");
        return wrong;
    }

    [Fact]
    public void A_stall_is_seen_by_everything_that_was_due_meanwhile() =>
        Assert.Contains(Enumerable.Range(0, 4), static _ => MostWereNotDueDuringTheStall());

    // Of one second at 200 messages per second, 40 are due while the server sleeps: the 99th percentile is among them.
    private static bool MostWereNotDueDuringTheStall()
    {
        using StreamPeer peer = new(StalledOnce());
        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = peer.EndPoint,
            Rate = 200,
            Count = 200,
            Depth = 1,
        });

        LatencyHistogram latency = result.Latency();
        Assert.Equal(200, result.Operations);
        Assert.True(latency.At(99).TotalMilliseconds >= 170, $"P99 is {latency.At(99)}.");
        Assert.True(latency.At(90).TotalMilliseconds >= 60, $"P90 is {latency.At(90)}.");
        return latency.Max.TotalMilliseconds < 400 && latency.At(50).TotalMilliseconds < 100;
    }

    [Fact]
    public void Without_a_schedule_one_message_only_meets_the_stall() =>
        Assert.Contains(Enumerable.Range(0, 4), static _ => OneMessageOnlyMeetsTheStall());

    private static bool OneMessageOnlyMeetsTheStall()
    {
        using StreamPeer peer = new(StalledOnce());
        EchoMeasurement result = Measured.By(new LoadOptions { EndPoint = peer.EndPoint, Count = 200 });
        LatencyHistogram latency = result.Latency();
        Assert.True(latency.Max.TotalMilliseconds > 190);
        return latency.At(99).TotalMilliseconds < 100;
    }

    // What the machine itself takes, with as many threads that have as much to do, in milliseconds.
    private static double Floor()
    {
        using StreamPeer peer = new(StreamPeer.Each(Size, static (socket, _, message) => socket.Send(message)));
        return Measured.By(new LoadOptions { EndPoint = peer.EndPoint, Connections = 20, Count = 400 }).Latency().Max.TotalMilliseconds;
    }

    private static Action<System.Net.Sockets.Socket, int> StalledOnce() => StreamPeer.Each(Size, static (socket, n, message) =>
    {
        Thread.Sleep(n == 100 ? 200 : 0);
        socket.Send(message);
    });
}
