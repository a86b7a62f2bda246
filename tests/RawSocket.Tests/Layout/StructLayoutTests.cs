using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using RawSockets.Interop;

namespace RawSockets.Tests.Layout;

/// <summary>
/// The layouts that this library counts on, held against what C compilers say for each architecture. The claims are static
/// assertions, so a cross compiler can judge them without its programs being run. Skipped where the compiler is not present.
/// </summary>
public sealed class StructLayoutTests
{
    private const string Headers = """
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <poll.h>
        #include <termios.h>
        #include <time.h>
        #include <sys/socket.h>
        #include <sys/time.h>
        #include <sys/uio.h>
        #include <sys/un.h>
        #include <netinet/in.h>
        #include <linux/errqueue.h>
        #include <linux/netlink.h>
        #include <linux/if_packet.h>
        #include <linux/vm_sockets.h>

        """;

    [Theory]
    [InlineData("gcc")]
    [InlineData("aarch64-linux-gnu-gcc")]
    public void Layouts_are_the_C_compilers(string compiler)
    {
        Assert.SkipUnless(OnPath(compiler), $"{compiler} is not on this machine.");
        StringBuilder source = new(Headers);
        foreach (string claim in Claims())
        {
            source.Append("_Static_assert(").Append(claim).Append(", \"").Append(claim).AppendLine("\");");
        }

        (int exitCode, string errors) = Compile(compiler, source.ToString());
        Assert.True(exitCode == 0, errors);
    }

    [Fact]
    public void A_wrong_layout_would_be_found()
    {
        Assert.SkipUnless(OnPath("gcc"), "gcc is not on this machine.");
        Assert.NotEqual(0, Compile("gcc", Headers + "_Static_assert(sizeof(struct pollfd) == 12, \"no\");\n").ExitCode);
    }

    private static IEnumerable<string> Claims()
    {
        yield return Size<PollDescriptor>("struct pollfd");
        yield return Offset<PollDescriptor>("struct pollfd", "events", nameof(PollDescriptor.Events));
        yield return Offset<PollDescriptor>("struct pollfd", "revents", nameof(PollDescriptor.Returned));
        yield return Size<IoVector>("struct iovec");
        yield return Offset<IoVector>("struct iovec", "iov_len", nameof(IoVector.Length));
        yield return Size<MessageHeader>("struct msghdr");
        yield return Offset<MessageHeader>("struct msghdr", "msg_namelen", nameof(MessageHeader.NameLength));
        yield return Offset<MessageHeader>("struct msghdr", "msg_iov", nameof(MessageHeader.Vectors));
        yield return Offset<MessageHeader>("struct msghdr", "msg_iovlen", nameof(MessageHeader.VectorCount));
        yield return Offset<MessageHeader>("struct msghdr", "msg_control", nameof(MessageHeader.Control));
        yield return Offset<MessageHeader>("struct msghdr", "msg_controllen", nameof(MessageHeader.ControlLength));
        yield return Offset<MessageHeader>("struct msghdr", "msg_flags", nameof(MessageHeader.Flags));
        yield return Size<BatchedMessage>("struct mmsghdr");
        yield return Offset<BatchedMessage>("struct mmsghdr", "msg_len", nameof(BatchedMessage.Length));
        yield return Size<Sys.TerminalAttributes>("struct termios");
        yield return Offset<Sys.TerminalAttributes>("struct termios", "c_lflag", nameof(Sys.TerminalAttributes.Local));
        yield return Offset<Sys.TerminalAttributes>("struct termios", "c_line", nameof(Sys.TerminalAttributes.Line));
        yield return Offset<Sys.TerminalAttributes>("struct termios", "c_cc", nameof(Sys.TerminalAttributes.Characters));
        yield return $"sizeof(((struct termios*)0)->c_cc) == 32";
        yield return $"CMSG_LEN(4) == {ControlMessages.HeaderLength + 4}";
        yield return $"CMSG_SPACE(4) == {ControlMessages.Space(4)}";
        yield return $"CMSG_SPACE(12) == {ControlMessages.Space(12)}";
        yield return $"sizeof(struct sockaddr_storage) == {SocketAddress.MaxLength}";
        yield return "sizeof(struct sockaddr_in) == 16 && offsetof(struct sockaddr_in, sin_addr) == 4";
        yield return "sizeof(struct sockaddr_in6) == 28 && offsetof(struct sockaddr_in6, sin6_addr) == 8 && offsetof(struct sockaddr_in6, sin6_scope_id) == 24";
        yield return $"sizeof(((struct sockaddr_un*)0)->sun_path) == {UnixEndPoint.PathRoom}";
        yield return "sizeof(struct sockaddr_vm) == 16 && offsetof(struct sockaddr_vm, svm_port) == 4 && offsetof(struct sockaddr_vm, svm_cid) == 8";
        yield return "sizeof(struct sockaddr_nl) == 12 && offsetof(struct sockaddr_nl, nl_pid) == 4 && offsetof(struct sockaddr_nl, nl_groups) == 8";
        yield return "sizeof(struct sockaddr_ll) == 20 && offsetof(struct sockaddr_ll, sll_ifindex) == 4 && offsetof(struct sockaddr_ll, sll_addr) == 12";
        yield return $"sizeof(struct ucred) == {PeerCredentials.Length} && offsetof(struct ucred, uid) == 4 && offsetof(struct ucred, gid) == 8";
        yield return "sizeof(struct in_pktinfo) == 12 && offsetof(struct in_pktinfo, ipi_addr) == 8";
        yield return "sizeof(struct in6_pktinfo) == 20 && offsetof(struct in6_pktinfo, ipi6_ifindex) == 16";
        yield return "sizeof(struct sock_extended_err) == 16 && offsetof(struct sock_extended_err, ee_origin) == 4";
        yield return "sizeof(struct linger) == 8 && sizeof(struct timeval) == 16 && sizeof(struct timespec) == 16";
    }

    private static string Size<T>(string name) => $"sizeof({name}) == {Unsafe.SizeOf<T>()}";

    private static string Offset<T>(string name, string field, string ours) => $"offsetof({name}, {field}) == {Marshal.OffsetOf<T>(ours)}";

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static (int ExitCode, string Errors) Compile(string compiler, string source)
    {
        using Process process = Process.Start(new ProcessStartInfo(compiler, ["-x", "c", "-fsyntax-only", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(source);
        process.StandardInput.Close();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
