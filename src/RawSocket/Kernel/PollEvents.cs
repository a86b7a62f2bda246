namespace RawSockets;

/// <summary>What poll(2) waits for and reports.</summary>
[Flags]
public enum PollEvents : short
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>POLLIN: there is data to receive, a connection to accept, or the end of the stream.</summary>
    Read = 0x001,

    /// <summary>POLLPRI: out-of-band data.</summary>
    Priority = 0x002,

    /// <summary>POLLOUT: sending would not block.</summary>
    Write = 0x004,

    /// <summary>POLLERR: an error is pending; reported even when not asked for.</summary>
    Error = 0x008,

    /// <summary>POLLHUP: the peer closed and this side is shut down as well; reported even when not asked for.</summary>
    HangUp = 0x010,

    /// <summary>POLLNVAL: the descriptor is not open; reported even when not asked for.</summary>
    Invalid = 0x020,

    /// <summary>POLLRDHUP: the peer closed its sending half.</summary>
    ReadHangUp = 0x2000,
}
