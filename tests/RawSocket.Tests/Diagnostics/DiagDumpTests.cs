using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class DiagDumpTests
{
    private static readonly byte[] s_done = Replies.Result(Replies.Done, 0);
    private static readonly byte[] s_interrupted = Replies.Result(Replies.Done, 0, Replies.Multi | Replies.Interrupted);

    [Fact]
    public void An_interrupted_listing_is_taken_again_without_repeating_rows()
    {
        Script script = new([Row(1), Row(2), s_interrupted], [Row(2), Row(3), s_done]);
        Assert.Equal([1UL, 2, 3], Cookies(script));
        Assert.Equal(2, script.Opened);
        Assert.Equal(2, script.Closed);
    }

    [Fact]
    public void A_listing_that_stays_interrupted_says_so_after_its_rows()
    {
        Script script = new([Row(1), s_interrupted], [s_interrupted], [Row(2), s_interrupted], [Row(9), s_done]);
        List<ulong> given = [];
        RawSocketException exception = Loopback.Fails("sock_diag,EINTR", () => given.AddRange(Dump(script).Select(row => row.Cookie)));
        Assert.Contains("3 times", exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, script.Closed);
    }

    [Fact]
    public void Rows_stream_before_the_reply_has_ended()
    {
        Script script = new([Row(1), Row(2), s_done]);
        Assert.Equal(1UL, Dump(script).First().Cookie);
        Assert.Equal(1, script.Received);
        Assert.Equal(1, script.Closed);
    }

    [Fact]
    public void A_reply_without_an_end_ends_by_the_channels_error() =>
        Loopback.Fails("sock_diag,ETIMEDOUT", () => Assert.NotEmpty(Dump(new Script([Row(1)])).ToList()));

    [Fact]
    public void A_cancelled_listing_ends()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new SocketStateReader().Read(new SocketStateQuery(), source.Token).Count());
    }

    private static byte[] Row(ulong cookie) => Replies.Message(Replies.Row, Replies.Inet(1, 80, cookie));

    private static IEnumerable<SocketState> Dump(Script script) =>
        new DiagDump<SocketState>([1], InetDiagReader.For(new SocketStateReader(), SocketProtocol.Tcp, detailed: true), static row => row.Cookie, script.Open).Rows(Deadline.None, default);

    private static List<ulong> Cookies(Script script) => [.. Dump(script).Select(static row => row.Cookie)];

    private sealed class Script(params byte[][][] replies)
    {
        internal int Opened { get; private set; }

        internal int Closed { get; private set; }

        internal int Received { get; private set; }

        internal IDiagChannel Open() => new Channel(this, replies[Opened++]);

        private sealed class Channel(Script script, byte[][] datagrams) : IDiagChannel
        {
            private int _next;

            public void Send(ReadOnlySpan<byte> request) => Assert.Equal(1, request.Length);

            public int Receive(Span<byte> buffer, Deadline deadline, CancellationToken cancellationToken)
            {
                if (_next == datagrams.Length)
                {
                    throw new RawSocketException("sock_diag", new Errno(110));
                }

                script.Received++;
                datagrams[_next].CopyTo(buffer);
                return datagrams[_next++].Length;
            }

            public void Dispose() => script.Closed++;
        }
    }
}
