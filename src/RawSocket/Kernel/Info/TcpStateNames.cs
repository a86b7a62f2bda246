namespace RawSockets.Diagnostics;

/// <summary>The names that people know the states by, from netstat(8).</summary>
public static class TcpStateNames
{
    /// <summary>The name of a state, such as TIME_WAIT.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The name.</returns>
    public static string Of(TcpState state) => state switch
    {
        TcpState.Established => "ESTABLISHED",
        TcpState.SynSent => "SYN_SENT",
        TcpState.SynReceived => "SYN_RECV",
        TcpState.FinWait1 => "FIN_WAIT1",
        TcpState.FinWait2 => "FIN_WAIT2",
        TcpState.TimeWait => "TIME_WAIT",
        TcpState.Closed => "CLOSE",
        TcpState.CloseWait => "CLOSE_WAIT",
        TcpState.LastAck => "LAST_ACK",
        TcpState.Listen => "LISTEN",
        TcpState.Closing => "CLOSING",
        _ => state.ToString(),
    };
}
