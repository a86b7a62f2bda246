using System.Globalization;
using RawSockets.Interop;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>EMFILE, ENFILE, EMSGSIZE: a limit was reached, and which.</summary>
internal static class Limits
{
    private const int LargestUdp4 = 65_507;
    private const int LargestUdp6 = 65_527;

    internal static ErrorExplanation? OfProcess(Failure failure)
    {
        if (Sys.GetOpenFilesLimit(out ulong soft, out ulong hard) < 0)
        {
            return null;
        }

        // With no descriptor left the folder can't be read, which itself says how many there are.
        int? open = Facts.OrElse<int?>(static () => Directory.EnumerateFiles("/proc/self/fd").Count(), null);
        string count = open is { } some && (ulong)some < soft
            ? string.Create(CultureInfo.InvariantCulture, $"{some} are open now; the last {DescriptorReserve.Size} are left to PowerShell itself, which could not go on without any")
            : "all of them are in use";
        return new(
            string.Create(CultureInfo.InvariantCulture, $"This process may have {soft} descriptors open (RLIMIT_NOFILE; at most {hard}), and {count}."),
            "Close sockets that are no longer needed (Get-RawSocket | Close-RawSocket), or raise the limit before starting PowerShell: ulimit -n, or LimitNOFILE= of a systemd unit.");
    }

    internal static ErrorExplanation? OfSystem(Failure failure)
    {
        string[] counts = Facts.Text("/proc/sys/fs/file-nr")?.Split('\t') ?? [];
        string numbers = counts is [var open, _, var max] ? $": {open} are open, and fs.file-max allows {max}" : " (fs.file-max)";
        return new($"The whole system has no room for another open file{numbers}.", "Find out which program leaks descriptors (lsof), or raise fs.file-max with sysctl.");
    }

    internal static ErrorExplanation? OfMessage(Failure failure) => failure.Kind switch
    {
        { Family: AddressFamily.Inet or AddressFamily.Inet6, Type: SocketType.Dgram } kind => Datagram(failure, kind),
        { Family: AddressFamily.Unix } kind => new(
            $"A message of a {Wording.Kind(kind)} must fit the send buffer{SendBuffer(failure)} as a whole; nothing was sent.",
            "Send it in parts, or raise SendBuffer (Set-RawSocketOption), up to net.core.wmem_max."),
        { } kind => new(
            $"A packet of a {Wording.Kind(kind)} must fit the interface's MTU, and the send buffer{SendBuffer(failure)}; nothing was sent.",
            "Send it in parts; 'ip link' shows each interface's MTU."),
        null => null,
    };

    internal static ErrorExplanation? OfReceive(Failure failure) => failure switch
    {
        { IsFromErrorQueue: true } => new(
            "A datagram that was sent earlier is longer than the path to its destination takes in one piece, and fragments are not allowed.",
            "Send less in each datagram, or set the option MtuDiscover so that fragments are allowed."),
        { Call: "recv" } => new(
            "The delimiter did not come within the bytes that were to be looked through; they are kept for the next receive.",
            "Look through more (-Size), or receive without -Until what has come."),
        _ => new(
            "More came with the message than there was room for, and what did not fit is gone.",
            "Make more room: -MaxCount for descriptors, -Size for bytes."),
    };

    internal static ErrorExplanation? OfOption(Failure failure) => new(
        "A limit on what a socket may have is reached: of multicast groups, of their sources, or of memory for filters.",
        "Raise net.ipv4.igmp_max_memberships, net.ipv4.igmp_max_msf or net.core.optmem_max with sysctl, or use several sockets.");

    private static ErrorExplanation Datagram(Failure failure, SocketKind kind)
    {
        int largest = kind.Family == AddressFamily.Inet ? LargestUdp4 : LargestUdp6;
        string mtu = PathMtu(failure, kind) is { } known
            ? string.Create(CultureInfo.InvariantCulture, $" The path's MTU is {known} bytes, headers included, which counts when fragments are not allowed.")
            : "";
        return new(
            string.Create(CultureInfo.InvariantCulture, $"A UDP datagram over {(kind.Family == AddressFamily.Inet ? "IPv4" : "IPv6")} carries at most {largest} bytes; nothing was sent.{mtu}"),
            "Send the data in several datagrams, best of no more than 1,472 bytes each, or over TCP.");
    }

    private static string SendBuffer(Failure failure)
    {
        const int sendBuffer = 7;
        return Facts.OrElse(
            () => failure.Socket is { IsClosed: false } socket
                ? string.Create(CultureInfo.InvariantCulture, $" of {BitConverter.ToInt32(socket.GetOption(SocketOption.Levels.Socket, sendBuffer, sizeof(int)))} bytes")
                : "",
            "");
    }

    // Known only to a connected socket, IP_MTU and IPV6_MTU.
    private static int? PathMtu(Failure failure, SocketKind kind)
    {
        (int level, int option) = kind.Family == AddressFamily.Inet ? (0, 14) : (41, 24);
        return Facts.OrElse<int?>(
            () => failure.Socket is { IsClosed: false, RemoteEndPoint: not null } socket ? BitConverter.ToInt32(socket.GetOption(level, option, sizeof(int))) : null,
            null);
    }
}
