using System.Text;
using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

public sealed class ServiceTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void Discard_takes_everything_and_answers_nothing(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Service = EchoServiceKind.Discard });
        using RawSocket client = watched.Connect();

        client.Send(RandomBytes.Make(1, 3_000_000), cancellationToken: Bounded.Token);
        client.Shutdown(ShutdownDirection.Send);

        Assert.Empty(Received.UntilTheEnd(client));
        EchoServerEvent ended = watched.NextOf(EchoServerEventKind.Disconnected);
        Assert.Equal((3_000_000, 0, DisconnectCause.EndOfStream), (ended.BytesReceived, ended.BytesSent, ended.Cause));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void The_character_generator_sends_the_lines_of_RFC_864_to_a_client_that_says_nothing(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Service = EchoServiceKind.CharacterGenerator });
        using RawSocket client = watched.Connect();

        const int Lines = 5000;
        string[] lines = Encoding.ASCII.GetString(Received.Exactly(client, Lines * 74)).Split("\r\n")[..Lines];

        Assert.Equal(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg", lines[0]);
        for (int i = 0; i < Lines; i++)
        {
            Assert.Equal(string.Concat(Enumerable.Range(i, 72).Select(static k => (char)(' ' + (k % 95)))), lines[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void The_character_generator_waits_for_a_client_that_does_not_read_and_goes_on_after_its_half_ended(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Service = EchoServiceKind.CharacterGenerator });
        using RawSocket client = watched.Connect();
        client.Send("ignored"u8, cancellationToken: Bounded.Token);
        client.Shutdown(ShutdownDirection.Send);
        long before = -1;
        Eventually.True(
            () =>
            {
                long last = before;
                before = watched.Server.BytesSent;
                return before > 0 && before == last;
            },
            "the server stopped sending to a client that does not read");

        byte[] more = Received.Exactly(client, (int)Math.Min(before, int.MaxValue) + 1_000_000);

        Assert.Equal((byte)'\r', more[72]);
        Assert.Equal(7, watched.Server.BytesReceived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void Broadcast_gives_what_one_sends_to_all_others_in_order(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Service = EchoServiceKind.Broadcast });
        using RawSocket sender = watched.Connect();
        RawSocket[] others = [.. Enumerable.Range(0, 5).Select(_ => watched.Connect())];
        Eventually.True(() => watched.Server.ConnectionCount == 6, "all are connected");
        byte[] data = RandomBytes.Make(3, 300_000);

        sender.Send(data, cancellationToken: Bounded.Token);

        Assert.All(others, other => Assert.Equal(data, Received.Exactly(other, data.Length)));
        others[0].Send("to you"u8, cancellationToken: Bounded.Token);
        Assert.Equal("to you"u8.ToArray(), Received.Exactly(sender, 6));
        Array.ForEach(others, static other => other.Dispose());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void Broadcast_disconnects_who_does_not_keep_up_and_nobody_else(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Service = EchoServiceKind.Broadcast });
        using RawSocket sender = watched.Connect();
        using RawSocket sleeper = watched.Connect();
        using RawSocket reader = watched.Connect();
        Eventually.True(() => watched.Server.ConnectionCount == 3, "all are connected");
        byte[] data = RandomBytes.Make(4, 1_000_000);

        // In step with one that reads, so that only the other one falls behind.
        for (int i = 0; i < 20; i++)
        {
            sender.Send(data, cancellationToken: Bounded.Token);
            Assert.Equal(data, Received.Exactly(reader, data.Length));
        }

        EchoServerEvent ended = watched.NextOf(EchoServerEventKind.Disconnected);
        Assert.Equal((DisconnectCause.Overrun, sleeper.LocalEndPoint), (ended.Cause, ended.RemoteEndPoint));
    }

    /// <summary>RFC 868; closing at once on what the client had sent would reset the connection and could destroy the answer.</summary>
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void The_time_comes_in_four_bytes_also_to_who_talks_meanwhile(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Service = EchoServiceKind.Time });
        for (int i = 0; i < 20; i++)
        {
            using RawSocket client = watched.Connect();
            client.Send(RandomBytes.Make(i, 100_000), cancellationToken: Bounded.Token);

            AssertTime(Received.UntilTheEnd(client));
            client.Close();
            EchoServerEvent ended = watched.NextOf(EchoServerEventKind.Disconnected);
            Assert.Equal((4, DisconnectCause.Answered), (ended.BytesSent, ended.Cause));
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_client_that_never_ends_its_half_is_closed_all_the_same(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Service = EchoServiceKind.Time });
        using RawSocket client = watched.Connect();

        AssertTime(Received.UntilTheEnd(client));

        Assert.Equal(DisconnectCause.Answered, watched.NextOf(EchoServerEventKind.Disconnected).Cause);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_datagram_is_answered_with_the_time(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Service = EchoServiceKind.Time, EndPoints = [], DatagramEndPoints = [Loopback.Address()] });
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);

        client.SendDatagrams([[]], watched.EndPoint, cancellationToken: Bounded.Token);

        AssertTime(client.ReceiveDatagrams(1, 100, Encoding.Latin1, cancellationToken: Bounded.Token)[0].Data);
    }

    private static void AssertTime(byte[] time)
    {
        Assert.Equal(4, time.Length);
        DateTimeOffset told = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(time));
        Assert.InRange(told, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }
}
