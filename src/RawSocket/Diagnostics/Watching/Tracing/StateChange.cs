using System.Net;

namespace RawSockets.Diagnostics.Watching;

/// <summary>One record of the trace event inet_sock_set_state.</summary>
/// <param name="Time">When, in nanoseconds of CLOCK_MONOTONIC.</param>
/// <param name="Socket">The kernel's address of the socket, which tells it from others while it exists.</param>
/// <param name="Protocol">The IP protocol's number.</param>
/// <param name="Local">This side; the port is 0 while none is chosen.</param>
/// <param name="Remote">The peer.</param>
/// <param name="OldState">The state before.</param>
/// <param name="NewState">The state after.</param>
/// <param name="ProcessId">The thread that was running, by its number in the first process namespace.</param>
/// <param name="InProcess">Whether that thread caused the change; otherwise a packet or a timer did, and the thread was only interrupted.</param>
internal sealed record StateChange(
    ulong Time,
    ulong Socket,
    int Protocol,
    IPEndPoint Local,
    IPEndPoint Remote,
    TcpState OldState,
    TcpState NewState,
    int ProcessId,
    bool InProcess)
{
    // TRACE_FLAG_HARDIRQ, TRACE_FLAG_SOFTIRQ and TRACE_FLAG_NMI
    private const ulong Interrupted = 0x08 | 0x10 | 0x40;

    /// <exception cref="FormatException">The record is too short, or lacks a field.</exception>
    internal static StateChange Read(ulong time, ReadOnlySpan<byte> record, TraceFormat format)
    {
        bool six = (AddressFamily)format.Number(record, "family") == AddressFamily.Inet6;
        ulong flags = format.Number(record, "common_flags");
        int process = (int)format.Number(record, "common_pid");
        return new StateChange(
            time,
            format.Number(record, "skaddr"),
            (int)format.Number(record, "protocol"),
            EndPoint(format.Bytes(record, six ? "saddr_v6" : "saddr"), format.Number(record, "sport")),
            EndPoint(format.Bytes(record, six ? "daddr_v6" : "daddr"), format.Number(record, "dport")),
            (TcpState)format.Number(record, "oldstate"),
            (TcpState)format.Number(record, "newstate"),
            process,
            (flags & Interrupted) == 0 && process != 0);
    }

    private static IPEndPoint EndPoint(ReadOnlySpan<byte> address, ulong port) => new(new IPAddress(address), (int)port);
}
