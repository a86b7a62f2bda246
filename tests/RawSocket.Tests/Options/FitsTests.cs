namespace RawSockets.Tests.Options;

/// <summary>Which sockets have which options, against the kernel's own answer.</summary>
public sealed class FitsTests
{
    private static readonly string[] s_unknown = ["ENOPROTOOPT", "EOPNOTSUPP"];

    // What the kernel answers with on sockets that the option says nothing about.
    private static readonly string[] s_answeredEverywhere =
        ["SO_PEERCRED", "SO_PEERGROUPS", "IP_PROTOCOL", "UDPLITE_SEND_CSCOV", "UDPLITE_RECV_CSCOV"];

    // mptcp_setsockopt takes these and does nothing.
    private static readonly string[] s_ignoredByMptcp =
    [
        "SO_PASSCRED", "SO_PASSSEC", "SO_PASSPIDFD", "SO_NO_CHECK", "SO_DONTROUTE", "SO_BROADCAST", "SO_BSDCOMPAT", "SO_RXQ_OVFL",
        "SO_WIFI_STATUS", "SO_NOFCS", "SO_SELECT_ERR_QUEUE",
    ];

    // Turning it off is taken where turning it on is not.
    private static readonly string[] s_zeroTakenEverywhere = ["SO_REUSEPORT"];

    public static TheoryData<string> Names => OptionSockets.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_fits_can_be_read_and_what_does_not_cannot(string name)
    {
        using RawSocket socket = OptionSockets.Open(name);
        List<string> wrong = [];
        foreach (SocketOption option in SocketOption.All.Where(static option =>
            option.Access.HasFlag(SocketOptionAccess.Read) && !option.HasReadEffect && KernelHas(option)))
        {
            string answer = Read(socket, option);
            bool known = !s_unknown.Contains(answer);
            bool readOnly = option.Access == SocketOptionAccess.Read;
            if (option.Fits(socket.Kind) ? !known : readOnly && known && !s_answeredEverywhere.Contains(option.Constant))
            {
                wrong.Add($"{option.Constant}: {answer}");
            }
        }

        // SO_PEERSEC is refused like an option that is not there when no security module gives labels.
        wrong.RemoveAll(static line => line.StartsWith("SO_PEERSEC", StringComparison.Ordinal));
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_fits_can_be_set_and_what_does_not_cannot(string name)
    {
        List<string> wrong = [];
        foreach (SocketOption option in SocketOption.All.Where(static option => option.Access.HasFlag(SocketOptionAccess.Write) && KernelHas(option)))
        {
            // A fresh one each time: what one option does must not decide about the next.
            using RawSocket socket = OptionSockets.Open(name);
            bool fits = option.Fits(socket.Kind);
            string answer = Write(socket, option, fits);
            bool ignored = name.StartsWith("mptcp", StringComparison.Ordinal) && s_ignoredByMptcp.Contains(option.Constant);
            if (fits ? s_unknown.Contains(answer) : answer == "ok" && !ignored && !s_zeroTakenEverywhere.Contains(option.Constant))
            {
                wrong.Add($"{option.Constant}: {answer}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void This_kernel_has_nearly_all()
    {
        string[] missing = [.. SocketOption.All.Where(static option => !KernelHas(option)).Select(static option => option.Constant)];
        TestContext.Current.TestOutputHelper?.WriteLine($"not in this kernel: {string.Join(' ', missing)}");
        Assert.True(missing.Length < SocketOption.All.Count / 4, string.Join(' ', missing));
    }

    // An option that every sort of socket refuses is newer than the kernel, or was not built into it.
    private static bool KernelHas(SocketOption option) => s_has.GetOrAdd((option.Level, option.Number), _ =>
        OptionSockets.Kinds.Where(kind => option.Fits(new SocketKind(kind.Family, kind.Type, kind.Protocol))).Any(kind =>
        {
            using RawSocket? socket = OptionSockets.TryOpen(kind.Name);
            return socket is not null
                && !s_unknown.Contains(option.Access.HasFlag(SocketOptionAccess.Write) ? Write(socket, option, true) : Read(socket, option));
        }));

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(int, int), bool> s_has = new();

    private static string Read(RawSocket socket, SocketOption option)
    {
        try
        {
            _ = socket.GetOption(option);
            return "ok";
        }
        catch (RawSocketException exception)
        {
            return exception.Errno.Name;
        }
    }

    // Where it fits, what is there is written back; where not, or where it cannot be read, zeros, which are at the worst refused.
    private static string Write(RawSocket socket, SocketOption option, bool fits)
    {
        byte[] value = new byte[sizeof(int)];
        if (fits && option.Access == SocketOptionAccess.ReadWrite && option.Kind != SocketOptionKind.Filter)
        {
            try
            {
                byte[] read = socket.GetOption(option.Level, option.Number, SocketOptionValue.ReadLength(option));
                value = read.Length == 0 ? value : read;
            }
            catch (RawSocketException)
            {
                // Not in this state; zeros then.
            }
        }

        try
        {
            socket.SetOption(option.Level, option.Number, value);
            return "ok";
        }
        catch (RawSocketException exception)
        {
            return exception.Errno.Name;
        }
    }
}
