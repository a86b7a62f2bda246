using System.Net;
using RawSockets.Interop;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>bind,EADDRINUSE while nobody listens: earlier connections still have the port.</summary>
internal static class LingeringConnections
{
    private const string Option = "Set-RawSocketOption -Socket $socket -Name ReuseAddress -Value $true";

    internal static ErrorExplanation Explain(Failure failure, IPEndPoint wanted, bool ipv6Only, List<InetSocketState> held, SocketOwners owners)
    {
        string states = Wording.Join(held.GroupBy(static row => row.State).OrderBy(static group => group.Key).Select(Count));
        string holders = held.Exists(static row => row.Inode != 0)
            ? $" They belong to {Wording.Holders([.. held.Where(static row => row.Inode != 0)], owners)}."
            : "";
        string waiting = held.Exists(static row => row.State == TcpState.CloseWait)
            ? " In CLOSE_WAIT the peer has closed, and the program has not."
            : "";
        string meaning = $"Nobody listens there, but earlier connections still have port {wanted.Port}: {states}.{holders}{waiting}";
        return ReuseWouldHelp(failure, wanted, ipv6Only)
            ? new(
                $"{meaning} ReuseAddress would help.",
                $"Before binding: {Option}. Start-EchoServer has it on by default; with -NoReuseAddress it has not.")
            : new(
                $"{meaning} ReuseAddress does not help this time: Linux wants it on the earlier socket as well, and that one had it off.",
                $"{Wait(held)} or choose another port. With ReuseAddress on from the start ({Option}) it does not happen again.");
    }

    private static string Wait(List<InetSocketState> held)
    {
        TimeSpan longest = held.Where(static row => row.Timer == SocketTimer.TimeWait).Select(static row => row.TimerExpires).DefaultIfEmpty().Max();
        return held.Exists(static row => row.Inode != 0) || longest == TimeSpan.Zero
            ? "Close those connections"
            : $"Wait {Wording.Seconds(longest)}";
    }

    private static string Count(IGrouping<TcpState, InetSocketState> group)
    {
        List<TimeSpan> timers = [.. group.Where(static row => row.Timer == SocketTimer.TimeWait).Select(static row => row.TimerExpires)];
        string left = timers.Count == 0 ? "" : $" ({Wording.Seconds(timers.Max())} left)";
        return $"{group.Count()} in {TcpStateNames.Of(group.Key)}{left}";
    }

    // The kernel does not list SO_REUSEADDR, so it is tried. The trial can't get in anybody's way: a bind that it would make fail
    // is one without the option, and those fail already.
    private static bool ReuseWouldHelp(Failure failure, IPEndPoint wanted, bool ipv6Only)
    {
        int descriptor = Sys.Socket((int)SocketAddress.FamilyOf(wanted), (int)SocketType.Stream | Sys.SockCloseOnExec, (int)failure.Protocol);
        if (descriptor < 0)
        {
            return false;
        }

        using SafeDescriptor trial = new(descriptor);
        Span<byte> on = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(on, 1);
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        int length = SocketAddress.Write(wanted, address);
        const int reuseAddress = 2;
        const int ipv6OnlyOption = 26;
        return (!ipv6Only || Sys.SetSockOpt(descriptor, SocketOption.Levels.IPv6, ipv6OnlyOption, on) >= 0)
            && Sys.SetSockOpt(descriptor, SocketOption.Levels.Socket, reuseAddress, on) >= 0
            && Sys.Bind(descriptor, address[..length]) >= 0;
    }
}
