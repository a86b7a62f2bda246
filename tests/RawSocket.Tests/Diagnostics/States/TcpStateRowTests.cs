using System.Globalization;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Sockets in all eleven states of TCP, field by field as ss(8) shows them.</summary>
public sealed class TcpStateRowTests
{
    [Fact]
    public void Sockets_in_every_state_are_shown_as_ss_shows_them() => InEveryState(static () =>
    {
        Assert.Equal(ElevenStates.All.Order(), Rows(TcpStates.All).Select(static row => row.State).Order());

        // This ss has no option for sockets that are only bound.
        Listing.AssertEqual(static () => Listing.Of("-tanoem").Select(Text), static () => Rows(TcpStates.Listed).Select(Text));
    });

    [Fact]
    public void Info_is_shown_as_ss_shows_it() => InEveryState(static () =>
        Listing.AssertEqual(
            static () => Listing.Of("-tani state established").Select(InfoText),
            static () => Rows(TcpStates.Established).Select(InfoText)));

    [Fact]
    public void Details_that_are_asked_for_later_are_those_of_the_listing() => InEveryState(static () =>
    {
        SocketStateQuery query = new() { States = TcpStates.Established | TcpStates.Listen };
        SocketStateReader reader = new();
        IEnumerable<string> later = reader.Read(query).Select(Details);
        Assert.Equal(reader.Read(query with { IncludeInfo = true }).Select(Details), later);
        Assert.All(later, static details => Assert.DoesNotContain("null", details, StringComparison.Ordinal));
    });

    [Fact]
    public void Each_state_alone_is_what_the_kernel_filters_by() => InEveryState(static () =>
    {
        foreach (TcpState state in ElevenStates.All)
        {
            TcpStates only = state == TcpState.Closed ? TcpStates.Bound : (TcpStates)(1 << (int)state);
            Assert.Equal(state, Assert.Single(Rows(only)).State);
        }
    });

    private static void InEveryState(Action test) => ThreadPrivileges.InNewNetwork(() =>
    {
        using ElevenStates sockets = new(TunPeer.Open());
        test();
    });

    private static IEnumerable<InetSocketState> Rows(TcpStates states) =>
        new SocketStateReader().Read(new() { States = states, IncludeInfo = true }).Cast<InetSocketState>();

    private static string Text(Listing.Line line) => string.Join(
        ' ', line[0], line[1], line[2], line[3], line[4], line.Timer, line.Value("ino") is "0" ? "" : line.Value("ino"), line.Cookie, line.Value("cgroup"), line.Memory, line.Value("uid"));

    private static string Text(InetSocketState row) => string.Join(
        ' ',
        StateNames.InSs(row.State),
        row.ReceiveQueue,
        row.SendQueue,
        $"{row.LocalAddress}:{row.LocalPort}",
        $"{row.RemoteAddress}:{(row.RemotePort == 0 ? "*" : row.RemotePort)}",
        Timer(row),
        row.Inode == 0 ? "" : row.Inode,
        row.Cookie,
        row.Cgroup,
        row.Memory?.ToString() ?? "",
        row.UserId == 0 ? "" : row.UserId);

    private static string Timer(InetSocketState row) => row.Timer switch
    {
        SocketTimer.None => "",
        SocketTimer.Retransmit => $"on,{row.Retransmits}",
        SocketTimer.KeepAlive => $"keepalive,{row.Retransmits}",
        SocketTimer.TimeWait => $"timewait,{row.Retransmits}",
        _ => $"persist,{row.Retransmits}",
    };

    private static string InfoText(Listing.Line line) => string.Join(
        ' ', line.Value("rto"), line.Value("rtt"), line.Value("mss"), line.Value("cwnd"), line.Value("pmtu"), line.Value("segs_in"), line.Value("snd_wnd"));

    private static string InfoText(InetSocketState row)
    {
        TcpInfo info = row.TcpInfo!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{info.RetransmitTimeout.TotalMilliseconds} {info.RoundTripTime.TotalMilliseconds}/{info.RoundTripVariance.TotalMilliseconds} {info.SendSegmentSize} {info.CongestionWindow} {info.PathMtu} {info.SegmentsIn} {info.SendWindow}");
    }

    private static string Details(SocketState row) =>
        $"{row.Cookie} {row.Memory?.ToString() ?? "null"} {row.CongestionControl ?? "null"} {row.TcpInfo?.CongestionWindow.ToString(CultureInfo.InvariantCulture) ?? "null"}";
}
