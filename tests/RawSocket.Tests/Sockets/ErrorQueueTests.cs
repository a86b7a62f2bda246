using System.Net;

namespace RawSockets.Tests;

/// <summary>What the error queue says: errors are errors, and what is none is none, and ends no wait.</summary>
public sealed class ErrorQueueTests
{
    private static readonly TimestampingFlags s_sends =
        TimestampingFlags.TransmitSoftware | TimestampingFlags.Software | TimestampingFlags.Id | TimestampingFlags.TimestampOnly;

    [Fact]
    public void A_timestamp_of_a_send_is_no_error_of_a_receive()
    {
        using RawSocket socket = Udp();
        using RawSocket peer = Udp();
        socket.SetOption(SocketOption.Find("Timestamping")!, s_sends);
        socket.SendDatagrams([[1], [2]], peer.LocalEndPoint, cancellationToken: Bounded.Token);

        Refused.With("recvmsg,ETIMEDOUT", () => socket.ReceiveDatagrams(1, 64, System.Text.Encoding.UTF8, timeout: 50, cancellationToken: Bounded.Token));
        peer.SendDatagrams([[3]], socket.LocalEndPoint, cancellationToken: Bounded.Token);
        Assert.Equal([3], Assert.Single(socket.ReceiveDatagrams(1, 64, System.Text.Encoding.UTF8, cancellationToken: Bounded.Token)).Data);

        IReadOnlyList<ErrorQueueEntry> entries = socket.ReceiveErrors(10, 64, cancellationToken: Bounded.Token);
        Assert.Equal([0, 1], entries.Select(static entry => entry.SendId!.Value));
        Assert.All(entries, static entry =>
        {
            Assert.Equal((ErrorQueueOrigin.Timestamping, TransmitTimestamp.Sent, false), (entry.Origin, entry.Timestamp, entry.IsError));
            Assert.InRange(entry.Time!.Value, DateTimeOffset.Now.AddMinutes(-1), DateTimeOffset.Now.AddSeconds(1));
        });
        Refused.With("recvmsg,EAGAIN", () => socket.ReceiveErrors(1, 64, MessageFlags.DontWait, cancellationToken: Bounded.Token));
    }

    [Fact]
    public void A_zero_copy_send_that_is_done_is_no_error_and_its_bytes_are_right()
    {
        using ConnectedPair pair = new();
        pair.Client.SetOption(SocketOption.Find("ZeroCopy")!, true);
        byte[] data = RandomBytes.Make(1, 200_000);
        byte[] sent = [.. data];
        pair.Client.Send(sent, MessageFlags.ZeroCopy, cancellationToken: Bounded.Token);
        sent.AsSpan().Clear();
        Assert.Equal(data, Received.Exactly(pair.Server, data.Length));

        Refused.With("recv,ETIMEDOUT", () => pair.Client.Receive(new byte[1], timeout: 50, cancellationToken: Bounded.Token));
        ErrorQueueEntry entry = pair.Client.ReceiveErrors(1, 64, cancellationToken: Bounded.Token)[0];
        Assert.Equal((ErrorQueueOrigin.ZeroCopy, 0L, false), (entry.Origin, entry.FirstSend, entry.IsError));
        Assert.NotNull(entry.WasCopied);
    }

    [Fact]
    public void A_wait_that_only_a_notification_ended_goes_on_and_does_not_spin()
    {
        using ConnectedPair pair = new();
        pair.Client.SetOption(SocketOption.Find("Timestamping")!, s_sends);
        pair.Client.Send("x"u8, cancellationToken: Bounded.Token);
        TimeSpan before = default;
        BlockedThread receive = BlockedThread.Start(() => pair.Client.Receive(new byte[1], cancellationToken: Bounded.Token));
        receive.UntilItWaits();
        before = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
        pair.Server.Send("y"u8, cancellationToken: Bounded.Token);
        receive.EndWell();
        Assert.True(System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - before < Bounded.Limit);
        Assert.Equal(TransmitTimestamp.Sent, pair.Client.ReceiveErrors(1, 64, cancellationToken: Bounded.Token)[0].Timestamp);
    }

    [Fact]
    public void An_error_of_the_network_is_one_and_names_its_offender()
    {
        using RawSocket socket = Udp();
        socket.SetOption(SocketOption.Find("ReceiveError")!, true);
        IPEndPoint nobody = Nobody();
        socket.SendDatagrams([[1]], nobody, cancellationToken: Bounded.Token);

        RawSocketException error = Refused.By(() => socket.ReceiveDatagrams(1, 64, System.Text.Encoding.UTF8, cancellationToken: Bounded.Token));

        Assert.Equal("recvmsg,ECONNREFUSED", error.Identifier);
        Assert.Equal((ErrorQueueOrigin.Icmp, 3, 3), (error.QueueEntry!.Origin, error.QueueEntry.IcmpType!.Value, error.QueueEntry.IcmpCode!.Value));
        Assert.Equal(IPAddress.Loopback, error.QueueEntry.Offender);
        Assert.Equal(nobody, error.QueueEntry.RemoteEndPoint);
    }

    [Fact]
    public void Asked_for_an_error_of_the_network_is_an_object()
    {
        using RawSocket socket = Udp();
        socket.SetOption(SocketOption.Find("ReceiveError")!, true);
        socket.SendDatagrams([[1, 2, 3]], Nobody(), cancellationToken: Bounded.Token);

        ErrorQueueEntry entry = socket.ReceiveErrors(1, 64, cancellationToken: Bounded.Token)[0];

        Assert.Equal("ECONNREFUSED", entry.Errno!.Value.Name);
        Assert.Equal([1, 2, 3], entry.Data);
    }

    [Fact]
    public void A_receive_of_bytes_does_not_stay_ready_by_what_is_in_the_queue()
    {
        using RawSocket socket = Udp();
        socket.SetOption(SocketOption.Find("ReceiveError")!, true);
        IPEndPoint nobody = Nobody();
        socket.Connect(nobody, cancellationToken: Bounded.Token);
        socket.Send([1], cancellationToken: Bounded.Token);
        Refused.With("recv,ECONNREFUSED", () => socket.Receive(new byte[8], cancellationToken: Bounded.Token));
        Refused.With("recv,ETIMEDOUT", () => socket.Receive(new byte[8], timeout: 50, cancellationToken: Bounded.Token));
        Assert.Empty(SocketWait.Any([socket], PollEvents.Read, timeout: 0, Bounded.Token));
    }

    [Fact]
    public void Kept_entries_are_told_by_a_wait()
    {
        using RawSocket socket = Udp();
        using RawSocket peer = Udp();
        socket.SetOption(SocketOption.Find("Timestamping")!, s_sends);
        socket.SendDatagrams([[1]], peer.LocalEndPoint, cancellationToken: Bounded.Token);
        Refused.With("recvmsg,ETIMEDOUT", () => socket.ReceiveDatagrams(1, 64, System.Text.Encoding.UTF8, timeout: 50, cancellationToken: Bounded.Token));
        Assert.True(Assert.Single(SocketWait.Any([socket], PollEvents.Read, cancellationToken: Bounded.Token)).HasError);
    }

    [Fact]
    public void A_socket_without_a_queue_keeps_its_data()
    {
        (RawSocket one, RawSocket two) = RawSocket.OpenPair(SocketType.Dgram);
        using (one)
        using (two)
        {
            one.Send("data"u8, cancellationToken: Bounded.Token);
            Refused.With("recvmsg,EOPNOTSUPP", () => two.ReceiveErrors(1, 64, cancellationToken: Bounded.Token));
            Assert.Equal(4, two.Receive(new byte[8], cancellationToken: Bounded.Token));
        }
    }

    private static RawSocket Udp()
    {
        RawSocket socket = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        socket.Bind(Loopback.Address());
        return socket;
    }

    private static IPEndPoint Nobody()
    {
        using RawSocket gone = Udp();
        return (IPEndPoint)gone.LocalEndPoint!;
    }
}
