using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell;

/// <summary>What the views show of a row, in the words of netstat(8). The views of the module use it; it is not meant for scripts.</summary>
public static class SocketStateText
{
    /// <summary>The protocol, with a 6 behind it for IPv6.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The text.</returns>
    public static string Protocol(PSObject row) => Protocol(Row(row));

    /// <summary>This side's address and port.</summary>
    /// <param name="row">The row.</param>
    /// <param name="width">How many characters there is room for; what is too long loses some of the address, and never the port.</param>
    /// <returns>The text.</returns>
    public static string Local(PSObject row, int width) => Fit(Local(Row(row)), width);

    /// <summary>This side's address and port in a column that shares what the terminal has left.</summary>
    /// <param name="row">The row.</param>
    /// <param name="host">The host whose width is shared.</param>
    /// <param name="taken">How many characters the other columns and the gaps take.</param>
    /// <param name="columns">How many columns share the rest.</param>
    /// <returns>The text.</returns>
    public static string Local(PSObject row, PSHost? host, int taken, int columns) => ColumnText.Address(Local(Row(row)), host, taken, columns);

    /// <summary>The peer's address and port.</summary>
    /// <param name="row">The row.</param>
    /// <param name="width">How many characters there is room for.</param>
    /// <returns>The text.</returns>
    public static string Remote(PSObject row, int width) => Fit(Remote(Row(row)), width);

    /// <summary>The peer's address and port in a column that shares what the terminal has left.</summary>
    /// <param name="row">The row.</param>
    /// <param name="host">The host whose width is shared.</param>
    /// <param name="taken">How many characters the other columns and the gaps take.</param>
    /// <param name="columns">How many columns share the rest.</param>
    /// <returns>The text.</returns>
    public static string Remote(PSObject row, PSHost? host, int taken, int columns) => ColumnText.Address(Remote(Row(row)), host, taken, columns);

    /// <summary>The state, in netstat(8)'s spelling and in its colour; empty for sockets that have none, such as those of UDP without a peer.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The text.</returns>
    public static string State(PSObject row) => StateColour.Paint(State(Row(row)));

    /// <summary>The row in a few words: protocol, address, state.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The text.</returns>
    public static string Summary(PSObject row)
    {
        SocketState state = Row(row);
        return $"{Protocol(state)} {Local(state)} {StateColour.Paint(State(state))}".TrimEnd();
    }

    /// <summary>The first process that has the socket, and its name; a dash for none that is known.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The text.</returns>
    public static string Program(PSObject row) => Row(row).Owners switch
    {
        [] => "-",
        [var only] => Text(only),
        var several => string.Create(CultureInfo.InvariantCulture, $"{Text(several[0])} +{several.Count - 1}"),
    };

    /// <summary>What the timer runs for, the seconds that are left, and the retransmissions.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The text.</returns>
    public static string Timer(PSObject row)
    {
        SocketState state = Row(row);
        string? kind = state.Timer switch
        {
            SocketTimer.None => null,
            SocketTimer.Retransmit => "on",
            SocketTimer.KeepAlive => "keepalive",
            SocketTimer.TimeWait => "timewait",
            SocketTimer.ZeroWindowProbe => "probe",
            var other => other.ToString(),
        };
        return kind is null ? "off" : string.Create(CultureInfo.InvariantCulture, $"{kind} ({state.TimerExpires.TotalSeconds:0.00}/{state.Retransmits})");
    }

    internal static string Protocol(SocketState row) => row switch
    {
        UnixSocketState { Type: SocketType.Dgram } => "u_dgr",
        UnixSocketState { Type: SocketType.SeqPacket } => "u_seq",
        UnixSocketState => "u_str",
        PacketSocketState { Type: SocketType.Raw } => "p_raw",
        PacketSocketState => "p_dgr",
        NetlinkSocketState => "nl",
        VsockSocketState { Type: SocketType.Dgram } => "v_dgr",
        VsockSocketState => "v_str",
        _ => row.Protocol.ToString().ToLowerInvariant() + (row.Family == AddressFamily.Inet6 ? "6" : ""),
    };

    internal static string Local(SocketState row) => row switch
    {
        InetSocketState inet => Text((IPEndPoint)inet.LocalEndPoint),
        UnixSocketState unix => string.Create(CultureInfo.InvariantCulture, $"{unix.Name ?? "*"} {unix.Inode}"),
        PacketSocketState packet => $"{packet.LocalAddress}:{PacketProtocol(packet.EthernetProtocol)}",
        _ => Text(row.LocalAddress, row.LocalPort),
    };

    internal static string Remote(SocketState row) => row switch
    {
        InetSocketState inet => Text((IPEndPoint)inet.RemoteEndPoint),
        UnixSocketState unix => unix.PeerInode == 0 ? "*" : string.Create(CultureInfo.InvariantCulture, $"* {unix.PeerInode}"),
        PacketSocketState => "*",
        NetlinkSocketState { State: not TcpState.Established } => "*",
        _ => Text(row.RemoteAddress, row.RemotePort),
    };

    internal static string State(SocketState row) => row switch
    {
        UnixSocketState { State: TcpState.Listen } => "LISTENING",
        UnixSocketState { State: TcpState.Established } => "CONNECTED",
        { State: TcpState.Closed, Protocol: SocketProtocol.Tcp } => "BOUND",
        { State: TcpState.Closed } => "",
        var other => TcpStateNames.Of(other.State),
    };

    // The end tells most: the port, or the last folders of a path.
    private static string Fit(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }

        int port = text.StartsWith('[') ? text.LastIndexOf(']') : -1;
        string end = port > 0 ? text[port..] : text[^(width - 1)..];
        return port > 0 ? $"{text[..(width - end.Length - 1)]}…{end}" : $"…{end}";
    }

    private static SocketState Row(PSObject row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (SocketState)row.BaseObject;
    }

    private static string Text(SocketOwner owner) => string.Create(CultureInfo.InvariantCulture, $"{owner.ProcessId}/{owner.Name}");

    private static string Text(IPEndPoint endPoint) => endPoint.Port == 0
        ? endPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{endPoint.Address}]:*" : $"{endPoint.Address}:*"
        : endPoint.ToString();

    private static string Text(string? address, long? port) => string.Create(
        CultureInfo.InvariantCulture, $"{address ?? "*"}:{(port is null or uint.MaxValue ? "*" : port.Value.ToString(CultureInfo.InvariantCulture))}");

    private static string PacketProtocol(int protocol) => protocol switch
    {
        0 => "-",
        3 => "*",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{protocol:x4}"),
    };
}
