using System.Net;
using System.Text;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class DiagReplyTests
{
    private static DiagReply Parse(byte[] datagram, List<InetSocketEntry> rows) =>
        DiagReply.Parse(datagram, InetDiagReader.For(ProtocolType.Tcp), rows);

    private static RawSocketException Malformed(byte[] datagram) => Loopback.Fails("sock_diag,EBADMSG", () => Parse(datagram, []));

    [Fact]
    public void Every_field_of_a_row_is_read()
    {
        List<InetSocketEntry> rows = [];
        DiagReply reply = Parse(Replies.Message(Replies.Row, Replies.Inet(6, 7000, 0x1122334455667788)), rows);

        Assert.Equal(new DiagReply(IsDone: false, IsInterrupted: false), reply);
        InetSocketEntry expected = new()
        {
            Family = AddressFamily.Inet,
            Protocol = ProtocolType.Tcp,
            State = TcpState.TimeWait,
            LocalEndPoint = IPEndPoint.Parse("127.0.0.1:7000"),
            RemoteEndPoint = IPEndPoint.Parse("192.0.2.7:443"),
            InterfaceIndex = 5,
            ReceiveQueue = 11,
            SendQueue = 12,
            UserId = 1000,
            Inode = 4242,
            Cookie = 0x1122334455667788,
            Timer = SocketTimer.TimeWait,
            TimerExpires = TimeSpan.FromMilliseconds(1500),
            Retransmits = 9,
            IPv6Only = null,
        };
        Assert.Equal(expected, Assert.Single(rows));
    }

    [Fact]
    public void Attributes_are_read_and_unknown_ones_passed_over()
    {
        byte[] attributes = [.. Replies.Attribute(200, 1, 2, 3), .. Replies.Attribute(11, 1), .. Replies.Attribute(10, 132), .. Replies.Attribute(0x8000 | 60, 9)];
        List<InetSocketEntry> rows = [];
        Parse(Replies.Message(Replies.Row, Replies.Inet(10, 1, attributes: attributes)), rows);
        Assert.True(Assert.Single(rows).IPv6Only);
        Assert.Equal(ProtocolType.Sctp, rows[0].Protocol);
    }

    [Fact]
    public void Unknown_messages_are_passed_over_and_several_rows_read()
    {
        byte[] datagram =
        [
            .. Replies.Message(1, []), .. Replies.Message(Replies.Row, Replies.Inet(1, 1)), .. Replies.Message(99, [1, 2, 3]),
            .. Replies.Message(Replies.Row, Replies.Inet(1, 2)), .. Replies.Result(Replies.Done, 0),
        ];
        List<InetSocketEntry> rows = [];
        Assert.True(Parse(datagram, rows).IsDone);
        Assert.Equal([1, 2], rows.Select(row => row.LocalEndPoint.Port));
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
            List<InetSocketEntry> rows = [];
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
        List<UnixSocketEntry> rows = [];
        DiagReply.Parse(
            [.. Replies.Message(Replies.Row, Replies.Unix(attributes)), .. Replies.Message(Replies.Row, Replies.Unix(Replies.Attribute(0, [0, .. Encoding.UTF8.GetBytes("é\0x")])))],
            UnixDiagReader.Read,
            rows);
        UnixSocketEntry expected = new()
        {
            Type = SocketType.Stream,
            State = TcpState.Listen,
            Inode = 77,
            Cookie = 99,
            Name = "/tmp/a",
            FileInode = 5,
            FileDeviceMajor = 3,
            FileDeviceMinor = 2,
            PeerInode = 6,
            ReceiveQueue = 1,
            SendQueue = 2,
            UserId = 7,
        };
        Assert.Equal(expected, rows[0]);
        Assert.Equal("@é@x", rows[1].Name);
        Assert.True(rows[1].IsAbstract);
    }
}
