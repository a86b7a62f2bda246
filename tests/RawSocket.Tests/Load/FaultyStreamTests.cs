using System.Net.Sockets;
using RawSockets.Load;

namespace RawSockets.Tests.Load;

/// <summary>Servers that do something wrong with one message of a stream: it is counted once, under its name, and the run goes on.</summary>
public sealed class FaultyStreamTests
{
    private const int Size = 64;
    private const int Faulty = 3;

    [Fact]
    public void A_changed_byte_is_corrupted()
    {
        EchoMeasurement result = Measure(static (socket, n, message) =>
        {
            message[40] ^= (byte)(n == Faulty ? 1 : 0);
            socket.Send(message);
        });
        Assert.Equal("Corrupted=1", result.Errors.ToString());
        Assert.Equal(9, result.Operations);
        Assert.Equal((10 * Size) - 24, result.BytesVerified);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(55)]
    [InlineData(63)]
    public void Wherever_the_byte_is(int place)
    {
        EchoMeasurement result = Measure((socket, n, message) =>
        {
            message[place] ^= (byte)(n == Faulty ? 0x80 : 0);
            socket.Send(message);
        });
        Assert.Equal("Corrupted=1", result.Errors.ToString());
        Assert.Equal(9, result.Operations);
    }

    [Fact]
    public void A_message_that_comes_twice_is_duplicated()
    {
        EchoMeasurement result = Measure(static (socket, n, message) =>
        {
            socket.Send(message);
            _ = n == Faulty ? socket.Send(message) : 0;
        });
        Assert.Equal("Duplicated=1", result.Errors.ToString());
        Assert.Equal(10, result.Operations);
    }

    [Fact]
    public void Missing_bytes_are_a_short_message()
    {
        EchoMeasurement result = Measure(static (socket, n, message) => socket.Send(n == Faulty ? message[..20] : message), depth: 4, timeout: 300);
        Assert.Equal("Short=1", result.Errors.ToString());
        Assert.Equal(9, result.Operations);
    }

    [Fact]
    public void A_missing_message_is_short_too()
    {
        EchoMeasurement result = Measure(static (socket, n, message) => _ = n == Faulty ? 0 : socket.Send(message), depth: 4, timeout: 300);
        Assert.Equal("Short=1", result.Errors.ToString());
        Assert.Equal(9, result.Operations);
    }

    [Fact]
    public void Two_that_change_places_are_reordered()
    {
        byte[]? kept = null;
        EchoMeasurement result = Measure(
            (socket, n, message) =>
            {
                if (n == Faulty)
                {
                    kept = message;
                    return;
                }

                socket.Send(message);
                _ = n == Faulty + 1 ? socket.Send(kept!) : 0;
            },
            depth: 4);
        Assert.Equal("Reordered=1", result.Errors.ToString());
        Assert.Equal(9, result.Operations);
    }

    [Fact]
    public void A_message_after_its_time_is_late()
    {
        using StreamPeer peer = new(StreamPeer.Each(Size, static (socket, n, message) =>
        {
            Thread.Sleep(n == Faulty ? 400 : 0);
            socket.Send(message);
        }));
        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = peer.EndPoint,
            Connections = 2,
            Rate = 50,
            Count = 50,
            Timeout = TimeSpan.FromMilliseconds(150),
        });
        Assert.Equal(["Late"], result.Errors.Keys);
        Assert.Equal(50, result.Operations);
        Assert.True(result.Latency().Max.TotalMilliseconds >= 390, $"The longest took {result.Latency().Max}.");
    }

    [Fact]
    public void A_server_that_closes_in_the_middle_made_it_short()
    {
        int closed = 0;
        EchoMeasurement result = Measure((socket, n, message) =>
        {
            bool isFaulty = n == Faulty && Interlocked.Increment(ref closed) == 1;
            socket.Send(isFaulty ? message[..20] : message);
            if (isFaulty)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        });
        Assert.Equal("Closed=1; Short=1", result.Errors.ToString());
        Assert.Equal((9, 2), (result.Operations, result.ConnectionsMade));
    }

    [Fact]
    public void A_reset_is_named_after_the_call_and_what_was_in_flight_is_lost()
    {
        int resets = 0;
        EchoMeasurement result = Measure(
            (socket, n, message) =>
            {
                if (n == Faulty && Interlocked.Increment(ref resets) == 1)
                {
                    socket.Close(0);
                    return;
                }

                socket.Send(message);
            });
        Assert.Equal("Lost=1; recv,ECONNRESET=1", result.Errors.ToString());
        Assert.Equal((9, 2), (result.Operations, result.ConnectionsMade));
    }

    [Fact]
    public void A_server_that_never_answers_ends_it()
    {
        using StreamPeer peer = new(StreamPeer.Each(Size, static (_, _, _) => { }));
        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = peer.EndPoint,
            Connections = 3,
            Duration = TimeSpan.FromMinutes(1),
            Timeout = TimeSpan.FromMilliseconds(200),
        });
        Assert.Equal("Timeout=3", result.Errors.ToString());
        Assert.True(result.Stalled);
        Assert.Equal(0, result.Operations);
    }

    [Fact]
    public void A_server_that_stops_answering_ends_it_with_what_there_is()
    {
        EchoMeasurement result = Measure(static (socket, n, message) => _ = n < 5 ? socket.Send(message) : 0, timeout: 200);
        Assert.Equal("Timeout=1", result.Errors.ToString());
        Assert.Equal((5, true), (result.Operations, result.Stalled));
    }

    [Fact]
    public void Nobody_there_is_an_error_and_no_measurement()
    {
        using RawSocket bound = Loopback.Bound();
        RawSocketException error = Assert.Throws<RawSocketException>(() => Measured.Messages(bound.LocalEndPoint!, 5));
        Assert.Equal("connect,ECONNREFUSED", error.Identifier);
    }

    private static EchoMeasurement Measure(Action<Socket, int, byte[]> answer, int depth = 1, int timeout = 5000)
    {
        using StreamPeer peer = new(StreamPeer.Each(Size, answer));
        return Measured.Messages(peer.EndPoint, 10, depth, timeout);
    }
}
