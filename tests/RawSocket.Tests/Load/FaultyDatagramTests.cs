using RawSockets.Load;

namespace RawSockets.Tests.Load;

/// <summary>Servers that do something wrong with one datagram.</summary>
public sealed class FaultyDatagramTests
{
    private const int Faulty = 3;

    [Fact]
    public void All_are_back_from_a_server_that_echoes()
    {
        EchoMeasurement result = Measure(static (send, _, data) => send(data), depth: 4);
        Assert.Equal(("", 20, 20 * 64), (result.Errors.ToString(), (int)result.Operations, (int)result.BytesVerified));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("7")]
    [InlineData("1-100")]
    [InlineData("60000")]
    public void Whatever_their_size(string size)
    {
        using DatagramPeer peer = new(static (send, _, data) => send(data));
        Assert.True(MessageSizeRange.TryParse(size, out MessageSizeRange sizes));
        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = peer.EndPoint,
            SocketType = SocketType.Dgram,
            MessageSize = sizes,
            Count = 100,
            Timeout = TimeSpan.FromSeconds(5),
        });
        Assert.Equal(("", 100), (result.Errors.ToString(), (int)result.Operations));
    }

    [Fact]
    public void One_that_is_not_back_is_lost() => Expect("Lost=1", 19, static (send, n, data) =>
    {
        if (n != Faulty)
        {
            send(data);
        }
    });

    [Fact]
    public void A_changed_byte_is_corrupted() => Expect("Corrupted=1", 19, static (send, n, data) =>
    {
        data[40] ^= (byte)(n == Faulty ? 1 : 0);
        send(data);
    });

    [Fact]
    public void A_changed_number_is_corrupted() => Expect("Corrupted=1", 19, static (send, n, data) =>
    {
        data[0] ^= (byte)(n == Faulty ? 1 : 0);
        send(data);
    });

    [Fact]
    public void One_that_lacks_its_end_is_short() => Expect("Short=1", 19, static (send, n, data) => send(n == Faulty ? data[..30] : data));

    [Fact]
    public void One_that_comes_twice_is_duplicated() => Expect("Duplicated=1", 20, static (send, n, data) =>
    {
        send(data);
        if (n == Faulty)
        {
            send(data);
        }
    });

    [Fact]
    public void One_that_comes_after_a_later_one_is_reordered()
    {
        byte[] kept = [];
        Expect(
            "Reordered=1",
            20,
            (send, n, data) =>
            {
                if (n == Faulty)
                {
                    kept = data;
                    return;
                }

                send(data);
                if (n == Faulty + 1)
                {
                    send(kept);
                }
            },
            depth: 4);
    }

    [Fact]
    public void One_that_comes_after_its_time_is_late()
    {
        byte[] kept = [];
        Expect(
            "Late=1",
            19,
            (send, n, data) =>
            {
                kept = n == Faulty ? data : kept;
                if (n != Faulty)
                {
                    send(data);
                }

                if (n == Faulty + 2)
                {
                    send(kept);
                }
            });
    }

    [Fact]
    public void A_port_that_nobody_has_is_an_error_and_no_measurement()
    {
        int port;
        using (System.Net.Sockets.UdpClient other = new(Loopback.Address()))
        {
            port = ((System.Net.IPEndPoint)other.Client.LocalEndPoint!).Port;
        }

        RawSocketException error = Assert.Throws<RawSocketException>(
            () => Measured.Messages(Loopback.Address(port: port), 5, type: SocketType.Dgram));
        Assert.Equal("ECONNREFUSED", error.Errno.Name);
    }

    [Fact]
    public void A_server_that_never_answers_ends_it()
    {
        using DatagramPeer peer = new(static (_, _, _) => { });
        EchoMeasurement result = Measured.Messages(peer.EndPoint, 1000, timeout: 20, type: SocketType.Dgram);
        Assert.Equal((0, true), (result.Operations, result.Stalled));
        Assert.Equal(["Lost"], result.Errors.Keys);
    }

    private static void Expect(string errors, int operations, Action<Action<byte[]>, int, byte[]> answer, int depth = 1)
    {
        EchoMeasurement result = Measure(answer, depth);
        Assert.Equal((errors, operations), (result.Errors.ToString(), (int)result.Operations));
    }

    private static EchoMeasurement Measure(Action<Action<byte[]>, int, byte[]> answer, int depth = 1)
    {
        using DatagramPeer peer = new(answer);
        return Measured.Messages(peer.EndPoint, 20, depth, timeout: 250, SocketType.Dgram);
    }
}
