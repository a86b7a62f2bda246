using System.Net;
using System.Net.Sockets;
using System.Text;
using RawSockets.Serving;

namespace RawSockets.Tests.Serving;

public sealed class RawServerTests
{
    private static readonly RawServerOptions s_plain = new();

    [Fact]
    public void Each_line_is_handled_in_order_and_the_last_needs_no_newline()
    {
        using RunningServer running = new(s_plain, static (connection, line) => connection.Send($"<{line}>"));
        using Socket client = running.Client();
        client.Put("a\n\nb\r\nlast");
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal("<a>\n<>\n<b>\n<last>\n", client.UntilEnd());
        RawServerEvent end = running.WaitForEnd();
        Assert.Equal(RawServerDisconnectCause.EndOfStream, end.Cause);
        Assert.Equal((10, 18), (end.BytesReceived, end.BytesSent));
    }

    [Fact]
    public void A_character_may_arrive_in_pieces()
    {
        using RunningServer running = new(s_plain, static (connection, line) => connection.Send(line));
        using Socket client = running.Client();
        client.NoDelay = true;
        foreach (byte one in "é你😀\n"u8.ToArray())
        {
            client.Send([one]);
            Thread.Sleep(2);
        }

        Assert.Equal("é你😀\n", client.Exactly(10));
    }

    [Fact]
    public void Clients_take_turns()
    {
        List<long> order = [];
        using ManualResetEventSlim both = new();
        using RunningServer running = new(s_plain, (connection, _) =>
        {
            // The first line waits until both clients have sent all of theirs.
            both.Wait(Bounded.Token);
            order.Add(connection.Id);
            connection.Send("ok");
        });
        using Socket first = running.Client();
        using Socket second = running.Client();
        running.WaitFor(static happened => happened.Connection?.Id == 2);
        first.Put(string.Concat(Enumerable.Repeat("x\n", 50)));
        second.Put(string.Concat(Enumerable.Repeat("x\n", 50)));
        both.Set();
        first.Exactly(150);
        second.Exactly(150);

        // The one that came first may be one ahead, or have had a few lines before the other's were read.
        int lead = order.Take(40).Count(static id => id == 1) - order.Take(40).Count(static id => id == 2);
        Assert.InRange(lead, -4, 4);
    }

    [Fact]
    public void A_client_that_does_not_take_its_answers_is_not_read_from()
    {
        int handled = 0;
        byte[] answer = new byte[1024 * 1024];
        using RunningServer running = new(s_plain, (connection, _) =>
        {
            Interlocked.Increment(ref handled);
            connection.Send(answer);
        });
        using Socket client = running.Client();
        client.Put(string.Concat(Enumerable.Repeat("more\n", 30)));

        // Some megabytes fit into the kernel's buffers, the rest waits.
        Eventually.True(() => HasStayed(() => Volatile.Read(ref handled)), "it stopped handling");
        Assert.InRange(Volatile.Read(ref handled), 1, 20);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(30 * answer.Length, client.UntilEnd().Length);
    }

    [Fact]
    public void Too_much_for_a_client_that_does_not_read_cuts_it_off()
    {
        using RunningServer running = new(new RawServerOptions { MaxPending = 1024 * 1024 }, static (connection, _) =>
        {
            while (connection.IsOpen)
            {
                connection.Send(new byte[100_000]);
            }
        });
        using Socket client = running.Client();
        client.Put("go\n");

        RawServerEvent end = running.WaitForEnd();

        Assert.Equal(RawServerDisconnectCause.TooMuchPending, end.Cause);
        Assert.Contains("1048576 bytes", end.Error!.Message, StringComparison.Ordinal);
        using Socket next = running.Client();
        running.WaitFor(static happened => happened.Connection?.Id == 2);
    }

    [Theory]
    [InlineData("ok\nabcdefghijk")]
    [InlineData("ok\nabcdefghijk\nmore\n")]
    public void A_line_that_is_too_long_ends_the_connection_after_the_answers_before_it(string sent)
    {
        using RunningServer running = new(new RawServerOptions { MaxLineLength = 8 }, static (connection, line) => connection.Send(line));
        using Socket client = running.Client();
        client.Put(sent);

        Assert.Equal("ok\n", client.UntilEnd());
        client.Dispose();
        Assert.Equal(RawServerDisconnectCause.LineTooLong, running.WaitForEnd().Cause);
    }

    [Fact]
    public void The_last_line_may_be_no_longer_than_others_though_it_has_no_newline()
    {
        using RunningServer running = new(new RawServerOptions { MaxLineLength = 8 }, static (connection, line) => connection.Send(line));
        using Socket client = running.Client();
        client.Put("12345678\n123456789");
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal("12345678\n", client.UntilEnd());
        Assert.Equal(RawServerDisconnectCause.LineTooLong, running.WaitForEnd().Cause);
    }

    [Fact]
    public void Close_sends_what_was_sent_before_also_to_a_client_that_goes_on_sending()
    {
        byte[] answer = new byte[3_000_000];
        using RunningServer running = new(s_plain, (connection, _) =>
        {
            connection.Send(answer);
            connection.Close();
            connection.Send("never");
        });
        using Socket client = running.Client();
        client.Put("go\n");
        client.Put(new string('x', 500_000));

        Assert.Equal(answer.Length, client.UntilEnd().Length);
        client.Dispose();
        RawServerEvent end = running.WaitForEnd();
        Assert.Equal(RawServerDisconnectCause.Closed, end.Cause);
        Assert.Equal(answer.Length, end.BytesSent);
    }

    [Fact]
    public void A_client_that_never_closes_its_side_is_left_after_a_while()
    {
        using RunningServer running = new(s_plain, static (connection, _) => connection.Close());
        using Socket client = running.Client();
        client.Put("go\n");

        Assert.Equal("", client.UntilEnd());
        Assert.Equal(RawServerDisconnectCause.Closed, running.WaitForEnd().Cause);
    }

    [Fact]
    public void What_a_client_sent_before_it_left_is_handled_all_the_same()
    {
        int handled = 0;
        using ManualResetEventSlim left = new();
        using RunningServer running = new(s_plain, (connection, _) =>
        {
            left.Wait(Bounded.Token);
            handled++;
            connection.Send("ok");
        });
        using (Socket client = running.Client())
        {
            client.Put(string.Concat(Enumerable.Repeat("line\n", 1000)));
        }

        left.Set();
        RawServerEvent end = running.WaitForEnd();
        Assert.Equal(1000, handled);
        Assert.Equal(5000, end.BytesReceived);
    }

    [Fact]
    public void A_reset_ends_that_client_only()
    {
        using RunningServer running = new(s_plain, static (connection, line) => connection.Send(line));
        using Socket other = running.Client();
        Socket client = running.Client();
        running.WaitFor(static happened => happened.Connection?.Id == 2);
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Dispose();

        RawServerEvent end = running.WaitForEnd(2);
        Assert.Equal(RawServerDisconnectCause.Error, end.Cause);
        Assert.Equal("recv,ECONNRESET", Assert.IsType<RawSocketException>(end.Error).Identifier);
        other.Put("still there\n");
        Assert.Equal("still there\n", other.Exactly(12));
    }

    [Fact]
    public void Chunks_are_bytes_as_they_come()
    {
        using RunningServer running = new(new RawServerOptions { Framing = RawServerFraming.Chunk }, static (connection, text) => connection.Send($"[{text}]"));
        using Socket client = running.Client();
        client.Put("no newline");
        Assert.Equal("[no newline]", client.Exactly(12));
    }

    [Fact]
    public void Another_thread_may_send_and_close()
    {
        RawServerConnection? connection = null;
        using RunningServer running = new(s_plain, static (_, _) => { }, happened => connection = happened.Connection ?? connection);
        using Socket client = running.Client();
        running.WaitFor(static happened => happened.Event == RawServerEventKind.Connected);
        Assert.True(SpinWait.SpinUntil(() => connection is not null, Bounded.Limit));

        byte[] much = Encoding.UTF8.GetBytes(new string('x', 20_000_000));
        Thread[] senders = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() => connection!.Send(much)))];
        Array.ForEach(senders, static thread => thread.Start());
        Array.ForEach(senders, static thread => thread.Join());
        connection!.Close();

        Assert.Equal(2 * much.Length, client.UntilEnd().Length);
        client.Dispose();
        Assert.Equal(RawServerDisconnectCause.Closed, running.WaitForEnd().Cause);
    }

    [Fact]
    public void A_socket_that_somebody_closed_ends_its_connection()
    {
        RawServerConnection? connection = null;
        using RunningServer running = new(s_plain, static (one, _) => one.Socket!.Close(), happened => connection ??= happened.Connection);
        using Socket client = running.Client();
        client.Put("go\n");

        Assert.Equal(RawServerDisconnectCause.Closed, running.WaitForEnd().Cause);
        Assert.Equal("", client.UntilEnd());
        Assert.False(connection!.IsOpen);
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("abstract")]
    [InlineData("inet6")]
    public void It_serves_other_families(string family)
    {
        string path = Path.Combine(Path.GetTempPath(), $"raw-{Guid.NewGuid():N}");
        EndPoint endPoint = family switch
        {
            "unix" => UnixEndPoint.Parse(path),
            "abstract" => UnixEndPoint.Parse("@" + Path.GetFileName(path)),
            _ => new IPEndPoint(IPAddress.IPv6Loopback, 0),
        };
        using (RunningServer running = new(new RawServerOptions { EndPoint = endPoint }, static (connection, line) => connection.Send(line)))
        using (RawSocket client = Loopback.ClientOf(running.Server.LocalEndPoint!))
        {
            client.Send("hello\n"u8, cancellationToken: Bounded.Token);
            Assert.Equal("hello\n"u8, client.ReceiveUntil("\n"u8, 100, 5000, Bounded.Token));
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Clients_beyond_the_most_at_once_wait()
    {
        using RunningServer running = new(new RawServerOptions { MaxConnections = 2 }, static (connection, line) => connection.Send(line));
        using Socket first = running.Client();
        using Socket second = running.Client();
        using Socket third = running.Client();
        third.Put("x\n");
        running.WaitFor(static happened => happened.Connection?.Id == 2);
        Thread.Sleep(50);
        Assert.DoesNotContain(running.Events, static happened => happened.Connection?.Id == 3);

        first.Dispose();
        Assert.Equal("x\n", third.Exactly(2));
        second.Put("y\n");
        Assert.Equal("y\n", second.Exactly(2));
    }

    private static bool HasStayed(Func<int> value)
    {
        int before = value();
        return before > 0 && !SpinWait.SpinUntil(() => value() != before, 300);
    }
}
