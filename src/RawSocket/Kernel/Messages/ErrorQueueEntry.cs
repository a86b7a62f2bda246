using System.Net;

namespace RawSockets;

/// <summary>
/// What recvmsg(2) takes from a socket's error queue (MSG_ERRQUEUE): an error that came back for something sent earlier, or the word that
/// something was sent, which is no error.
/// </summary>
public sealed class ErrorQueueEntry
{
    internal ErrorQueueEntry(ErrorQueueOrigin origin, Errno errno)
    {
        Origin = origin;

        // ENOMSG is what the kernel writes where there is no error, beside 0.
        Errno = errno.Number is 0 or RawSockets.Errno.Numbers.ENOMSG ? null : errno;
    }

    /// <summary>Who put it there.</summary>
    public ErrorQueueOrigin Origin { get; }

    /// <summary>The error; null where it is none.</summary>
    public Errno? Errno { get; }

    /// <summary>Whether it is an error.</summary>
    public bool IsError => Errno is not null;

    /// <summary>The type of the ICMP message; null where it was none.</summary>
    public int? IcmpType => IsIcmp ? Type : null;

    /// <summary>The code of the ICMP message; null where it was none.</summary>
    public int? IcmpCode => IsIcmp ? Code : null;

    /// <summary>The machine that reported the error; null where the kernel does not tell.</summary>
    public IPAddress? Offender { get; init; }

    /// <summary>Where the datagram went that it is about; null where the kernel does not tell.</summary>
    public EndPoint? RemoteEndPoint { get; init; }

    /// <summary>The MTU of the path, where the error is that a datagram was too long.</summary>
    public int? PathMtu => Errno is { Number: RawSockets.Errno.Numbers.EMSGSIZE } && Info > 0 ? (int)Info : null;

    /// <summary>Which moment of the send <see cref="Time"/> is; null where it is no timestamp.</summary>
    public TransmitTimestamp? Timestamp => Origin == ErrorQueueOrigin.Timestamping ? (TransmitTimestamp)Info : null;

    /// <summary>That moment by the clock of this machine.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>That moment by the clock of the network card.</summary>
    public DateTimeOffset? HardwareTime { get; init; }

    /// <summary>
    /// The number of the send that a timestamp is of, with OPT_ID: datagrams are counted from 0, and of a stream it is the place of the send's
    /// last byte.
    /// </summary>
    public long? SendId => Origin == ErrorQueueOrigin.Timestamping ? Value : null;

    /// <summary>The first of the zero-copy sends, counted from 0, whose memory is free again.</summary>
    public long? FirstSend => Origin == ErrorQueueOrigin.ZeroCopy ? Info : null;

    /// <summary>The last of them.</summary>
    public long? LastSend => Origin == ErrorQueueOrigin.ZeroCopy ? Value : null;

    /// <summary>Whether the kernel had to copy after all (SO_EE_CODE_ZEROCOPY_COPIED); null where it is about something else.</summary>
    public bool? WasCopied => Origin == ErrorQueueOrigin.ZeroCopy ? Code == Copied : null;

    /// <summary>What came with it: of the datagram that it is about, what the kernel kept.</summary>
    public byte[] Data { get; init; } = [];

    /// <summary>ee_type, as the kernel gave it.</summary>
    internal byte Type { get; init; }

    /// <summary>ee_code.</summary>
    internal byte Code { get; init; }

    /// <summary>ee_info.</summary>
    internal uint Info { get; init; }

    /// <summary>ee_data.</summary>
    internal uint Value { get; init; }

    private const byte Copied = 1;
    private const byte Missed = 2;

    private bool IsIcmp => Origin is ErrorQueueOrigin.Icmp or ErrorQueueOrigin.Icmp6;

    /// <summary>What it is, in a few words.</summary>
    public string Summary => Origin switch
    {
        ErrorQueueOrigin.Timestamping => $"send {Value}: {Timestamp}",
        ErrorQueueOrigin.ZeroCopy => $"sends {Info} to {Value} are done{(Code == Copied ? "; they were copied" : "")}",
        _ => Errno is { } errno ? $"{errno.Name}: {Describe()}" : "no error",
    };

    /// <inheritdoc/>
    public override string ToString() => Summary;

    /// <summary>Who reported the error.</summary>
    internal string Describe() => Origin switch
    {
        ErrorQueueOrigin.Icmp or ErrorQueueOrigin.Icmp6 =>
            $"{Offender?.ToString() ?? "the network"} reported it for a datagram sent earlier ({(Origin == ErrorQueueOrigin.Icmp ? "ICMP" : "ICMPv6")} type {Type}, code {Code}{Mtu})",
        ErrorQueueOrigin.TransmitTime => Code == Missed
            ? "a packet was dropped, because the time that it was to be sent at had passed"
            : "a packet was dropped, because the time that it was to be sent at can't be kept",
        _ => $"this machine reported it for a datagram sent earlier{Mtu}",
    };

    private string Mtu => PathMtu is { } mtu ? $"; the path's MTU is {mtu}" : "";
}
