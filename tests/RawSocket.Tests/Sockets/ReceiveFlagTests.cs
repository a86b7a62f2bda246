using System.Text;

namespace RawSockets.Tests;

/// <summary>What each flag of recv(2) does on each kind of socket: it does what it says or is refused, and no byte is lost by it.</summary>
public sealed class ReceiveFlagTests
{
    /// <summary>Stream sockets and sockets of messages, with two ends.</summary>
    public static TheoryData<string, MessageFlags> Everything
    {
        get
        {
            TheoryData<string, MessageFlags> all = [];
            foreach (string kind in (string[])["tcp", "udp", "unix stream", "unix dgram", "unix seqpacket", "netlink"])
            {
                foreach (MessageFlags flag in Enum.GetValues<MessageFlags>())
                {
                    all.Add(kind, flag);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_flag_gives_what_was_sent_or_is_refused_and_nothing_is_lost(string kind, MessageFlags flag)
    {
        (RawSocket from, RawSocket to) = Two(kind);
        using (from)
        using (to)
        {
            byte[] message = Message(kind, "abcdef");
            from.Send(message, cancellationToken: Bounded.Token);
            byte[] buffer = new byte[message.Length];
            buffer.AsSpan().Fill((byte)'?');
            try
            {
                // What is out of band was not sent.
                int? timeout = flag == MessageFlags.OutOfBand ? 0 : null;
                int count = to.Receive(buffer, flag, timeout, Bounded.Token);
                Assert.Equal(message, buffer[..count]);
                if (!flag.HasFlag(MessageFlags.Peek))
                {
                    return;
                }
            }
            catch (RawSocketException refusal)
            {
                Assert.True(refusal.Identifier == "recv,EOPNOTSUPP" || (flag == MessageFlags.OutOfBand && refusal.Identifier == "recv,ETIMEDOUT"), refusal.Message);
            }

            Assert.Equal(message.Length, to.Receive(buffer, cancellationToken: Bounded.Token));
            Assert.Equal(message, buffer);
        }
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("unix stream")]
    public void Datagrams_are_not_received_from_a_stream_and_its_bytes_stay(string kind)
    {
        (RawSocket from, RawSocket to) = Two(kind);
        using (from)
        using (to)
        {
            from.Send("abcdef"u8, cancellationToken: Bounded.Token);

            Refused.With("recvmsg,EOPNOTSUPP", () => to.ReceiveDatagrams(1, 64, Encoding.UTF8, cancellationToken: Bounded.Token));

            Assert.Equal("abcdef"u8, Received.Exactly(to, 6));
        }
    }

    [Fact]
    public void DontWait_does_not_wait_whatever_the_socket()
    {
        using ConnectedPair pair = new();
        (RawSocket one, RawSocket two) = Two("udp");
        using (one)
        using (two)
        {
            Refused.With("recv,EAGAIN", () => pair.Server.Receive(new byte[1], MessageFlags.DontWait));
            Refused.With("recvmsg,EAGAIN", () => two.ReceiveDatagrams(1, 1, Encoding.UTF8, MessageFlags.DontWait));
        }

        Refused.With("send,EAGAIN", () =>
        {
            byte[] much = new byte[1 << 20];
            while (true)
            {
                pair.Client.Send(much, MessageFlags.DontWait);
            }
        });
    }

    [Fact]
    public void A_look_for_the_whole_waits_for_the_whole()
    {
        using ConnectedPair pair = new();
        pair.Client.Send("abc"u8, cancellationToken: Bounded.Token);
        byte[] buffer = new byte[6];
        BlockedThread look = BlockedThread.Start(
            () => Assert.Equal(6, pair.Server.Receive(buffer, MessageFlags.Peek | MessageFlags.WaitAll, cancellationToken: Bounded.Token)));
        look.UntilItWaits();
        pair.Client.Send("def"u8, cancellationToken: Bounded.Token);
        look.EndWell();
        Assert.Equal("abcdef"u8, buffer);
        Assert.Equal("abcdef"u8, Received.Exactly(pair.Server, 6));
    }

    [Fact]
    public void Out_of_band_data_comes_and_its_end_too()
    {
        using ConnectedPair pair = new();
        byte[] buffer = new byte[4];
        pair.Client.Send("!"u8, MessageFlags.OutOfBand, cancellationToken: Bounded.Token);
        Assert.Equal(1, pair.Server.Receive(buffer, MessageFlags.OutOfBand, cancellationToken: Bounded.Token));
        Assert.Equal((byte)'!', buffer[0]);
        pair.Client.Shutdown(ShutdownDirection.Send);
        Assert.Equal(0, pair.Server.Receive(buffer, MessageFlags.OutOfBand, cancellationToken: Bounded.Token));
    }

    [Fact]
    public void What_is_for_streams_is_refused_where_there_are_messages()
    {
        (RawSocket from, RawSocket to) = Two("unix dgram");
        using (from)
        using (to)
        {
            from.Send("abcdef"u8, cancellationToken: Bounded.Token);
            Refused.With("recv,EOPNOTSUPP", () => to.ReceiveExactly(new byte[4], cancellationToken: Bounded.Token));
            Refused.With("recv,EOPNOTSUPP", () => to.ReceiveUntil("e"u8, 64, cancellationToken: Bounded.Token));
            Assert.Equal("abcdef", to.ReceiveText(64, Encoding.UTF8, cancellationToken: Bounded.Token));
        }
    }

    [Fact]
    public void A_message_that_ends_within_a_character_takes_nothing_from_the_next()
    {
        (RawSocket from, RawSocket to) = Two("unix dgram");
        using (from)
        using (to)
        {
            from.Send([0xC3], cancellationToken: Bounded.Token);
            from.Send("next"u8, cancellationToken: Bounded.Token);
            Assert.Equal("\uFFFD", to.ReceiveText(64, Encoding.UTF8, cancellationToken: Bounded.Token));
            Assert.Equal("next", to.ReceiveText(64, Encoding.UTF8, cancellationToken: Bounded.Token));
        }
    }

    [Fact]
    public void A_look_at_several_sees_the_first()
    {
        (RawSocket from, RawSocket to) = Two("udp");
        using (from)
        using (to)
        {
            from.Send("one"u8, cancellationToken: Bounded.Token);
            from.Send("two"u8, cancellationToken: Bounded.Token);
            Assert.Equal("one", Assert.Single(to.ReceiveDatagrams(3, 64, Encoding.UTF8, MessageFlags.Peek, cancellationToken: Bounded.Token)).Text);
        }
    }

    // A message of netlink that its own header describes; the rest is whatever it is.
    private static byte[] Message(string kind, string text) => kind == "netlink"
        ? [.. BitConverter.GetBytes(16 + text.Length), 16, 0, 0, 0, .. new byte[8], .. Encoding.ASCII.GetBytes(text)]
        : Encoding.ASCII.GetBytes(text);

    private static (RawSocket From, RawSocket To) Two(string kind)
    {
        switch (kind)
        {
            case "tcp":
                ConnectedPair pair = new();
                return (pair.Client, pair.Server);
            case "udp":
                RawSocket[] two = [RawSocket.Open(AddressFamily.Inet, SocketType.Dgram), RawSocket.Open(AddressFamily.Inet, SocketType.Dgram)];
                two[0].Bind(Loopback.Address());
                two[1].Bind(Loopback.Address());
                two[0].Connect(two[1].LocalEndPoint!, cancellationToken: Bounded.Token);
                return (two[0], two[1]);
            case "netlink":
                RawSocket[] users = [Netlink(), Netlink()];
                users[0].Connect(users[1].LocalEndPoint!, cancellationToken: Bounded.Token);
                return (users[0], users[1]);
            default:
                return RawSocket.OpenPair(Enum.Parse<SocketType>(kind["unix ".Length..], ignoreCase: true));
        }
    }

    // NETLINK_USERSOCK, which processes talk to each other by.
    private static RawSocket Netlink()
    {
        RawSocket socket = RawSocket.Open(AddressFamily.Netlink, SocketType.Raw, (ProtocolType)2);
        socket.Bind(new NetlinkEndPoint(0, 0));
        return socket;
    }
}
