using System.Globalization;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>What this kernel lacks, or what does not go together: EAFNOSUPPORT, EPROTONOSUPPORT, ESOCKTNOSUPPORT, ENOPROTOOPT.</summary>
internal static class Support
{
    internal static ErrorExplanation? Family(Failure failure)
    {
        if (failure.Kind is not { } kind)
        {
            return null;
        }

        if (failure.Call != "socket")
        {
            return new(
                $"The address is of another family than the socket, which is an {Wording.Kind(kind)}.",
                "Give New-RawSocket -AddressFamily the family of the address: Inet for IPv4, Inet6 for IPv6, Unix for paths.");
        }

        string module = ModuleOf(kind.Family) is { } name ? $"{name} (alias net-pf-{(int)kind.Family})" : $"with the alias net-pf-{(int)kind.Family}";
        return new(
            $"This kernel has no sockets of family {kind.Family}: its module {module} is neither built in nor can it be loaded.",
            string.Create(CultureInfo.InvariantCulture, $"As root: modprobe net-pf-{(int)kind.Family}. In a container or a small virtual machine the kernel may lack it altogether."));
    }

    internal static ErrorExplanation? Protocol(Failure failure)
    {
        if (failure.Kind is not { } kind)
        {
            return null;
        }

        if (UsualType(kind.Protocol) is { } usual && usual != kind.Type && kind.Type != SocketType.Raw)
        {
            return new(
                $"{Wording.Protocol(kind.Protocol)} does not go with sockets of type {kind.Type}, but with {usual}.",
                $"New-RawSocket -AddressFamily {kind.Family} -SocketType {usual} -Protocol {kind.Protocol}");
        }

        string alias = string.Create(CultureInfo.InvariantCulture, $"net-pf-{(int)kind.Family}-proto-{(int)kind.Protocol}-type-{(int)kind.Type}");
        return kind.Family is AddressFamily.Inet or AddressFamily.Inet6
            ? new(
                $"This kernel has no {Wording.Protocol(kind.Protocol)} for sockets of family {kind.Family} and type {kind.Type}: the module {alias} is neither built in nor can it be loaded.",
                $"As root: modprobe {alias}{(kind.Protocol == ProtocolType.Sctp ? " (the module sctp)" : "")}. Or use another protocol.")
            : new($"Sockets of family {kind.Family} have no protocol {(int)kind.Protocol} for type {kind.Type}.", "Leave -Protocol away.");
    }

    internal static ErrorExplanation? Type(Failure failure) => failure.Kind is { } kind
        ? new(
            $"Sockets of family {kind.Family} have no type {kind.Type}.",
            kind.Family is AddressFamily.Inet or AddressFamily.Inet6
                ? "Use Stream (TCP), Dgram (UDP) or Raw; SeqPacket is for Unix sockets, and for SCTP where the kernel has it."
                : "Use a type that the family has; its man page lists them.")
        : null;

    internal static ErrorExplanation? Option(Failure failure) => new(
        $"This {Wording.Kind(failure.Kind)} has no such option, or this kernel does not know it.",
        "Get-RawSocketOption -Socket $socket, without a name, lists the options that it has.");

    /// <summary>Two options take the name of a module: TCP_CONGESTION and TCP_ULP.</summary>
    internal static ErrorExplanation? NamedModule(Failure failure)
    {
        string? controls = Facts.Text("/proc/sys/net/ipv4/tcp_available_congestion_control");
        string? upper = Facts.Text("/proc/sys/net/ipv4/tcp_available_ulp");
        return new(
            $"The kernel has nothing of that name. Its congestion controls are: {Listed(controls)}; its upper layer protocols: {Listed(upper)}.",
            "Use one of these. Others are modules that may not be loaded: as root, modprobe tcp_ and the name of a congestion control.");
    }

    private static string Listed(string? words) => string.IsNullOrEmpty(words) ? "none" : words.Replace(" ", ", ", StringComparison.Ordinal);

    private static string? ModuleOf(AddressFamily family) => family switch
    {
        AddressFamily.Inet6 => "ipv6",
        AddressFamily.Unix => "unix",
        AddressFamily.Packet => "af_packet",
        AddressFamily.Vsock => "vsock",
        _ => null,
    };

    private static SocketType? UsualType(ProtocolType protocol) => protocol switch
    {
        ProtocolType.Tcp or ProtocolType.Mptcp => SocketType.Stream,
        ProtocolType.Udp or ProtocolType.UdpLite => SocketType.Dgram,
        ProtocolType.Raw => SocketType.Raw,
        _ => null,
    };
}
