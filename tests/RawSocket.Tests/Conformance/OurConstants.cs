using System.Reflection;
using System.Runtime.CompilerServices;
using RawSockets.Interop;

namespace RawSockets.Tests;

/// <summary>Every number in the library that is the kernel's, under the name that C has for it.</summary>
internal static class OurConstants
{
    internal static readonly (Enum Value, string Name)[] Members =
    [
        (AddressFamily.Unspec, "AF_UNSPEC"), (AddressFamily.Unix, "AF_UNIX"), (AddressFamily.Inet, "AF_INET"), (AddressFamily.Inet6, "AF_INET6"),
        (AddressFamily.Netlink, "AF_NETLINK"), (AddressFamily.Packet, "AF_PACKET"), (AddressFamily.Vsock, "AF_VSOCK"),
        (SocketType.Stream, "SOCK_STREAM"), (SocketType.Dgram, "SOCK_DGRAM"), (SocketType.Raw, "SOCK_RAW"), (SocketType.SeqPacket, "SOCK_SEQPACKET"),
        (ProtocolType.Default, "IPPROTO_IP"), (ProtocolType.Icmp, "IPPROTO_ICMP"), (ProtocolType.Tcp, "IPPROTO_TCP"), (ProtocolType.Udp, "IPPROTO_UDP"),
        (ProtocolType.IcmpV6, "IPPROTO_ICMPV6"), (ProtocolType.Sctp, "IPPROTO_SCTP"), (ProtocolType.UdpLite, "IPPROTO_UDPLITE"),
        (ProtocolType.Raw, "IPPROTO_RAW"), (ProtocolType.Mptcp, "IPPROTO_MPTCP"),
        (ShutdownDirection.Receive, "SHUT_RD"), (ShutdownDirection.Send, "SHUT_WR"), (ShutdownDirection.Both, "SHUT_RDWR"),
        (MessageFlags.OutOfBand, "MSG_OOB"), (MessageFlags.Peek, "MSG_PEEK"), (MessageFlags.DontRoute, "MSG_DONTROUTE"),
        (MessageFlags.ControlTruncated, "MSG_CTRUNC"), (MessageFlags.Truncated, "MSG_TRUNC"), (MessageFlags.DontWait, "MSG_DONTWAIT"),
        (MessageFlags.EndOfRecord, "MSG_EOR"), (MessageFlags.WaitAll, "MSG_WAITALL"), (MessageFlags.Confirm, "MSG_CONFIRM"),
        (MessageFlags.ErrorQueue, "MSG_ERRQUEUE"), (MessageFlags.NoSignal, "MSG_NOSIGNAL"), (MessageFlags.More, "MSG_MORE"),
        (MessageFlags.ZeroCopy, "MSG_ZEROCOPY"), (MessageFlags.FastOpen, "MSG_FASTOPEN"), (MessageFlags.ControlCloseOnExec, "MSG_CMSG_CLOEXEC"),
        (PollEvents.Read, "POLLIN"), (PollEvents.Priority, "POLLPRI"), (PollEvents.Write, "POLLOUT"), (PollEvents.Error, "POLLERR"),
        (PollEvents.HangUp, "POLLHUP"), (PollEvents.Invalid, "POLLNVAL"), (PollEvents.ReadHangUp, "POLLRDHUP"),
    ];

    private static readonly (string Name, long Value)[] s_others =
    [
        ("SOCK_NONBLOCK", Sys.SockNonBlock), ("SOCK_CLOEXEC", Sys.SockCloseOnExec), ("O_NONBLOCK", Sys.OpenNonBlock),
        ("EPOLLIN", Sys.EpollIn), ("EPOLLOUT", Sys.EpollOut), ("EPOLLERR", Sys.EpollError), ("EPOLLHUP", Sys.EpollHangUp),
        ("ICRNL", Sys.TerminalAttributes.CarriageReturnToNewline), ("ISIG", Sys.TerminalAttributes.Signals), ("ICANON", Sys.TerminalAttributes.Canonical),
        ("ECHO", Sys.TerminalAttributes.Echo), ("ECHOE", Sys.TerminalAttributes.EchoErase), ("ECHOK", Sys.TerminalAttributes.EchoKill),
        ("ECHOCTL", Sys.TerminalAttributes.EchoControl), ("ECHOKE", Sys.TerminalAttributes.EchoKillErase), ("IEXTEN", Sys.TerminalAttributes.Extensions),
        ("sizeof(struct termios)", Unsafe.SizeOf<Sys.TerminalAttributes>()), ("sizeof(struct pollfd)", Unsafe.SizeOf<PollDescriptor>()),
        ("SOMAXCONN", RawSocket.DefaultBacklog), ("sizeof(struct sockaddr_storage)", SocketAddress.MaxLength),
    ];

    internal static IReadOnlyDictionary<string, long> All { get; } = Collect();

    internal static IEnumerable<(string Name, int Number)> ErrorNumbers => typeof(Errno.Numbers)
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
        .Select(static constant => (constant.Name, (int)constant.GetRawConstantValue()!));

    private static Dictionary<string, long> Collect()
    {
        Dictionary<string, long> all = [];
        foreach ((Enum value, string name) in Members)
        {
            all.Add(name, Convert.ToInt64(value, null));
        }

        foreach (Errno errno in Errno.All)
        {
            all.Add(errno.Name, errno.Number);
        }

        foreach (SocketOption option in SocketOption.All)
        {
            // Some are options of two levels, of one number.
            Assert.True(all.TryAdd(option.Constant, option.Number) || all[option.Constant] == option.Number, option.Constant);
            all[option.LevelName] = option.Level;
        }

        foreach ((string name, long value) in s_others)
        {
            all.Add(name, value);
        }

        return all;
    }
}
