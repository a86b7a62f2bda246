using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Options;

/// <summary>struct tcp_info and SO_MEMINFO: by length, and against ss(8).</summary>
public sealed class TcpInfoTests
{
    [Fact]
    public void Any_length_is_read()
    {
        byte[] bytes = new byte[400];
        Array.Fill(bytes, (byte)0xff);
        for (int length = 0; length <= bytes.Length; length++)
        {
            TcpInfo info = TcpInfo.Read(bytes.AsSpan(0, length));
            Assert.Equal(length >= 248, info.TimeoutTime is not null);
            Assert.Equal(length >= 112, info.PacingRate is not null);
        }
    }

    [Fact]
    public void The_kernels_struct_is_read_whole()
    {
        using RawSocket socket = OptionSockets.Open("tcp4");
        byte[] bytes = socket.GetOption(6, 11, 512);
        Assert.InRange(bytes.Length, 104, 512);
        Assert.Equal(TcpState.Closed, TcpInfo.Read(bytes).State);
    }

    [Fact]
    public void A_live_connection_is_as_ss_shows_it()
    {
        Tool.SkipUnlessPresent("ss");
        using RawSocket listener = OptionSockets.Open("tcp4");
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(5);
        using RawSocket client = OptionSockets.Open("tcp4");
        client.Connect(listener.LocalEndPoint!, 5000, TestContext.Current.CancellationToken);
        using RawSocket served = listener.Accept(5000, cancellationToken: TestContext.Current.CancellationToken);
        client.Send("0123456789"u8, timeout: 5000, cancellationToken: TestContext.Current.CancellationToken);

        // Between the two readings a clock may tick; what counts bytes and segments stands still.
        string shown = Tool.Run("ss", "-tinmo", "sport", "=", ((IPEndPoint)client.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture));
        TcpInfo info = Assert.IsType<TcpInfo>(client.GetOption(OptionSockets.Option("TcpInfo")));
        SocketMemory memory = Assert.IsType<SocketMemory>(client.GetOption(OptionSockets.Option("Memory")));

        Assert.Equal(TcpState.Established, info.State);
        Assert.Equal(TcpCongestionState.Open, info.CongestionState);
        Assert.Equal(Shown(shown, "mss"), info.SendSegmentSize);
        Assert.Equal(Shown(shown, "pmtu"), info.PathMtu);
        Assert.Equal(Shown(shown, "rcvmss"), info.ReceiveSegmentSize);
        Assert.Equal(Shown(shown, "advmss"), info.AdvertisedSegmentSize);
        Assert.Equal(Shown(shown, "cwnd"), info.CongestionWindow);
        Assert.Equal(Shown(shown, "bytes_sent"), (double?)info.BytesSent);
        Assert.Equal(Shown(shown, "bytes_acked"), (double?)info.BytesAcknowledged);
        Assert.Equal(Shown(shown, "segs_out"), (double?)info.SegmentsOut);
        Assert.Equal(Shown(shown, "segs_in"), (double?)info.SegmentsIn);
        Assert.Equal(Shown(shown, "data_segs_out"), (double?)info.DataSegmentsOut);
        Assert.Equal(Shown(shown, "rcv_space"), info.ReceiveSpace);
        Assert.Equal(Shown(shown, "rcv_ssthresh"), info.ReceiveSlowStartThreshold);
        Assert.Equal(Shown(shown, "snd_wnd"), (double?)info.SendWindow);
        Assert.Equal(Shown(shown, "rto")!.Value, info.RetransmitTimeout.TotalMilliseconds, 0.5);
        Assert.Equal(Shown(shown, "rtt")!.Value, info.RoundTripTime.TotalMilliseconds, 0.001);
        Assert.Equal(Shown(shown, "minrtt")!.Value, info.MinimumRoundTripTime!.Value.TotalMilliseconds, 0.001);
        Assert.Equal(info.Options.HasFlag(TcpInfoOptions.Timestamps), shown.Contains(" ts ", StringComparison.Ordinal));
        Assert.Contains($"wscale:{info.SendWindowScale},{info.ReceiveWindowScale}", shown, StringComparison.Ordinal);
        Assert.Contains(client.GetOption(OptionSockets.Option("Congestion")).ToString()!, shown, StringComparison.Ordinal);
        Assert.Contains($"rb{memory.ReceiveBuffer},", shown, StringComparison.Ordinal);
        Assert.Contains($"tb{memory.SendBuffer},", shown, StringComparison.Ordinal);
        Assert.Contains($"d{memory.Drops})", shown, StringComparison.Ordinal);
    }

    private static double? Shown(string shown, string name)
    {
        Match match = Regex.Match(shown, $@"(?<![a-z_]){name}:([0-9.]+)", RegexOptions.CultureInvariant);
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

}
