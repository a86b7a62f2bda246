using RawSockets.Interop;

namespace RawSockets.Tests;

public sealed class ConstantNotationTests
{
    [Theory]
    [InlineData(0, "AF_UNSPEC")]
    [InlineData(1, "AF_UNIX")]
    [InlineData(2, "AF_INET")]
    [InlineData(10, "AF_INET6")]
    [InlineData(16, "AF_NETLINK")]
    [InlineData(17, "AF_PACKET")]
    [InlineData(40, "AF_VSOCK")]
    [InlineData(255, "0xff /* AF_??? */")]
    public void Families_have_their_names(int family, string expected) => Assert.Equal(expected, Notation.Family(family));

    [Theory]
    [InlineData(1, "SOCK_STREAM")]
    [InlineData(2, "SOCK_DGRAM")]
    [InlineData(3, "SOCK_RAW")]
    [InlineData(5, "SOCK_SEQPACKET")]
    [InlineData(1 | 0x80000, "SOCK_STREAM|SOCK_CLOEXEC")]
    [InlineData(2 | 0x800, "SOCK_DGRAM|SOCK_NONBLOCK")]
    [InlineData(1 | 0x80000 | 0x800, "SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK")]
    [InlineData(9 | 0x80000, "SOCK_CLOEXEC|0x9")]
    public void Types_stand_before_their_flags(int type, string expected) => Assert.Equal(expected, Notation.SocketType(type));

    [Theory]
    [InlineData(2, 0, "IPPROTO_IP")]
    [InlineData(2, 6, "IPPROTO_TCP")]
    [InlineData(10, 17, "IPPROTO_UDP")]
    [InlineData(10, 58, "IPPROTO_ICMPV6")]
    [InlineData(2, 262, "IPPROTO_MPTCP")]
    [InlineData(2, 2, "IPPROTO_IGMP")]
    [InlineData(2, 99, "0x63 /* IPPROTO_??? */")]
    [InlineData(1, 0, "0")]
    [InlineData(16, 4, "NETLINK_SOCK_DIAG")]
    [InlineData(16, 21, "NETLINK_CRYPTO")]
    [InlineData(16, 31, "0x1f /* NETLINK_??? */")]
    [InlineData(17, 0x0300, "htons(ETH_P_ALL)")]
    public void Protocols_have_the_names_of_their_family(int family, int protocol, string expected) =>
        Assert.Equal(expected, Notation.Protocol(family, protocol));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0x80000, "SOCK_CLOEXEC")]
    [InlineData(0x80800, "SOCK_CLOEXEC|SOCK_NONBLOCK")]
    public void The_flags_of_accept4_have_their_names_in_straces_order(int flags, string expected) => Assert.Equal(expected, Notation.AcceptFlags(flags));

    [Theory]
    [InlineData(MessageFlags.None, "0")]
    [InlineData(MessageFlags.DontWait | MessageFlags.Peek, "MSG_PEEK|MSG_DONTWAIT")]
    [InlineData(MessageFlags.NoSignal | MessageFlags.DontWait | MessageFlags.OutOfBand, "MSG_OOB|MSG_DONTWAIT|MSG_NOSIGNAL")]
    [InlineData(MessageFlags.FastOpen | MessageFlags.ZeroCopy | MessageFlags.ControlCloseOnExec, "MSG_ZEROCOPY|MSG_FASTOPEN|MSG_CMSG_CLOEXEC")]
    [InlineData((MessageFlags)0x80040, "MSG_DONTWAIT|0x80000")]
    public void Message_flags_have_their_names_and_the_rest_is_hexadecimal(MessageFlags flags, string expected) =>
        Assert.Equal(expected, Notation.MessageFlags((int)flags));

    [Theory]
    [InlineData(0, "SHUT_RD")]
    [InlineData(1, "SHUT_WR")]
    [InlineData(2, "SHUT_RDWR")]
    [InlineData(7, "0x7 /* SHUT_??? */")]
    public void Directions_of_shutdown_have_their_names(int how, string expected) => Assert.Equal(expected, Notation.ShutdownDirection(how));

    [Theory]
    [InlineData(2, "O_RDWR")]
    [InlineData(0x802, "O_RDWR|O_NONBLOCK")]
    [InlineData(0, "O_RDONLY")]
    [InlineData(0x401, "O_WRONLY|O_APPEND")]
    public void Status_flags_begin_with_the_access(int flags, string expected) => Assert.Equal(expected, Notation.StatusFlags(flags));

    [Fact]
    public void Polled_descriptors_are_listed_with_what_is_waited_for()
    {
        PollDescriptor[] entries =
        [
            new PollDescriptor { Descriptor = 5, Events = PollEvents.Read },
            new PollDescriptor { Descriptor = 6, Events = PollEvents.Write | PollEvents.Priority | PollEvents.ReadHangUp },
            new PollDescriptor { Descriptor = -1 },
        ];

        Assert.Equal("[{fd=5, events=POLLIN}, {fd=6, events=POLLPRI|POLLOUT|POLLRDHUP}, {fd=-1}]", Notation.Polled(entries));
    }

    [Fact]
    public void Only_descriptors_with_a_result_are_listed_after_poll()
    {
        PollDescriptor[] entries =
        [
            new PollDescriptor { Descriptor = 5, Events = PollEvents.Read },
            new PollDescriptor { Descriptor = 6, Events = PollEvents.Write, Returned = PollEvents.Write | PollEvents.Error | PollEvents.HangUp },
        ];

        Assert.Equal("[{fd=6, revents=POLLOUT|POLLERR|POLLHUP}]", Notation.PollResult(entries));
    }
}
