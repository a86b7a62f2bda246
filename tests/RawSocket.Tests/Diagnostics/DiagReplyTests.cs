using System.Net;
using System.Text;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class DiagReplyTests
{
    private static readonly SocketStateReader s_reader = new();

    private static DiagReply Parse(byte[] datagram, List<SocketState> rows) =>
        DiagReply.Parse(datagram, InetDiagReader.For(s_reader, SocketProtocol.Tcp, detailed: true), rows);

    private static RawSocketException Malformed(byte[] datagram) => Loopback.Fails("sock_diag,EBADMSG", () => Parse(datagram, []));

    [Fact]
    public void Every_field_of_a_row_is_read()
    {
        List<SocketState> rows = [];
        DiagReply reply = Parse(Replies.Message(Replies.Row, Replies.Inet(6, 7000, 0x1122334455667788)), rows);

        Assert.Equal(new DiagReply(IsDone: false, IsInterrupted: false), reply);
        InetSocketState row = Assert.IsType<InetSocketState>(Assert.Single(rows));
        Assert.Equal((AddressFamily.Inet, SocketProtocol.Tcp, SocketType.Stream, TcpState.TimeWait), (row.Family, row.Protocol, row.Type, row.State));
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:7000"), row.LocalEndPoint);
        Assert.Equal(("127.0.0.1", 7000L, "192.0.2.7", 443L), (row.LocalAddress, row.LocalPort, row.RemoteAddress, row.RemotePort));
        Assert.Equal(IPEndPoint.Parse("192.0.2.7:443"), row.RemoteEndPoint);
        Assert.Equal((5, 11L, 12L, 1000u, 4242u), (row.InterfaceIndex, row.ReceiveQueue, row.SendQueue, row.UserId!.Value, row.Inode));
        Assert.Equal(0x1122334455667788UL, row.Cookie);
        Assert.Equal((SocketTimer.TimeWait, TimeSpan.FromMilliseconds(1500), 9), (row.Timer, row.TimerExpires, row.Retransmits));
        Assert.Null(row.IPv6Only);
        Assert.Null(row.TcpInfo);
    }

    [Fact]
    public void Attributes_are_read_and_unknown_ones_passed_over()
    {
        byte[] attributes = [.. Replies.Attribute(200, 1, 2, 3), .. Replies.Attribute(11, 1), .. Replies.Attribute(10, 132), .. Replies.Attribute(0x8000 | 60, 9)];
        List<SocketState> rows = [];
        Parse(Replies.Message(Replies.Row, Replies.Inet(10, 1, attributes: attributes)), rows);
        Assert.True(Assert.IsType<InetSocketState>(Assert.Single(rows)).IPv6Only);
    }

    [Fact]
    public void Unknown_messages_are_passed_over_and_several_rows_read()
    {
        byte[] datagram =
        [
            .. Replies.Message(1, []), .. Replies.Message(Replies.Row, Replies.Inet(1, 1)), .. Replies.Message(99, [1, 2, 3]),
            .. Replies.Message(Replies.Row, Replies.Inet(1, 2)), .. Replies.Result(Replies.Done, 0),
        ];
        List<SocketState> rows = [];
        Assert.True(Parse(datagram, rows).IsDone);
        Assert.Equal([1L, 2L], rows.Select(row => row.LocalPort));
    }

    [Fact]
    public void A_row_that_is_not_one_of_several_ends_the_reply()
    {
        Assert.True(Parse(Replies.Message(Replies.Row, Replies.Inet(1, 1), flags: 0), []).IsDone);
    }

    [Fact]
    public void An_interrupted_listing_is_reported()
    {
        Assert.True(Parse(Replies.Result(Replies.Done, 0, Replies.Multi | Replies.Interrupted), []).IsInterrupted);
    }

    [Theory]
    [InlineData(Replies.Error)]
    [InlineData(Replies.Done)]
    public void A_refusal_is_the_kernels_error(ushort type) =>
        Loopback.Fails("sock_diag,ENOENT", () => Parse(Replies.Result(type, -2), []));

    [Theory]
    [InlineData(1)]
    [InlineData(-4096)]
    [InlineData(int.MinValue)]
    public void A_result_that_is_none_is_malformed(int result) => Malformed(Replies.Result(Replies.Error, result));

    [Fact]
    public void Every_cut_of_a_reply_is_malformed_or_says_less_never_more()
    {
        byte[] whole = [.. Replies.Message(Replies.Row, Replies.Inet(1, 1, attributes: Replies.Attribute(11, 1))), .. Replies.Result(Replies.Done, 0)];
        for (int length = 0; length < whole.Length; length++)
        {
            List<SocketState> rows = [];
            try
            {
                // Only between two messages nothing shows that more was to come.
                Assert.False(Parse(whole[..length], rows).IsDone);
                Assert.Equal(whole.Length - 20, length);
            }
            catch (RawSocketException exception)
            {
                Assert.Equal("sock_diag,EBADMSG", exception.Identifier);
            }
        }
    }

    [Fact]
    public void Another_requests_reply_is_malformed() => Malformed(Replies.Message(Replies.Row, Replies.Inet(1, 1), sequence: 2));

    [Fact]
    public void A_row_of_another_family_is_malformed() => Malformed(Replies.Message(Replies.Row, Replies.Inet(1, 1, family: 17)));

    [Fact]
    public void An_attribute_of_no_length_does_not_go_on_for_ever() =>
        Malformed(Replies.Message(Replies.Row, Replies.Inet(1, 1, attributes: [0, 0, 11, 0])));

    [Fact]
    public void An_attribute_that_is_too_short_is_malformed() =>
        Malformed(Replies.Message(Replies.Row, Replies.Inet(1, 1, attributes: Replies.Attribute(11))));

    [Fact]
    public void Unix_rows_have_their_names_file_and_peer()
    {
        byte[] attributes =
        [
            .. Replies.Attribute(0, [.. "/tmp/a"u8, 0]), .. Replies.Attribute(1, 5, 0, 0, 0, 2, 0, 0x30, 0), .. Replies.Attribute(2, 6, 0, 0, 0),
            .. Replies.Attribute(4, 1, 0, 0, 0, 2, 0, 0, 0), .. Replies.Attribute(7, 7, 0, 0, 0), .. Replies.Attribute(5, 1, 2, 3, 4),
        ];
        List<SocketState> rows = [];
        DiagReply.Parse(
            [.. Replies.Message(Replies.Row, Replies.Unix(attributes)), .. Replies.Message(Replies.Row, Replies.Unix(Replies.Attribute(0, [0, .. Encoding.UTF8.GetBytes("é\0x")])))],
            UnixDiagReader.For(s_reader),
            rows);
        UnixSocketState row = Assert.IsType<UnixSocketState>(rows[0]);
        Assert.Equal((SocketType.Stream, TcpState.Listen, 77u, 99UL), (row.Type, row.State, row.Inode, row.Cookie));
        Assert.Equal(("/tmp/a", "/tmp/a", false), (row.Name, row.LocalAddress, row.IsAbstract));
        Assert.Equal((5u, 3u, 2u, 6u), (row.FileInode, row.FileDeviceMajor, row.FileDeviceMinor, row.PeerInode));
        Assert.Equal((1L, 2L, 7u), (row.ReceiveQueue, row.SendQueue, row.UserId!.Value));
        UnixSocketState second = Assert.IsType<UnixSocketState>(rows[1]);
        Assert.Equal("@é@x", second.Name);
        Assert.True(second.IsAbstract);
    }
}
