using Rule = System.Func<RawSockets.Diagnostics.Explanations.Failure, RawSockets.Diagnostics.ErrorExplanation?>;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>Which rules know something about which error. The first that has something to say is taken.</summary>
internal static class ExplanationRules
{
    private static readonly Dictionary<string, Rule[]> s_rules = new(StringComparer.Ordinal)
    {
        ["bind,EADDRINUSE"] = [UnixPaths.InUse, AddressInUse.Explain],
        ["listen,EADDRINUSE"] = [AddressInUse.Explain],
        ["bind,EACCES"] = [UnixPaths.Forbidden, Permissions.Bind],
        ["bind,EADDRNOTAVAIL"] = [Addresses.NotOfThisMachine],
        ["bind,EINVAL"] = [Addresses.Invalid],
        ["bind,ENOENT"] = [UnixPaths.Missing],
        ["connect,ECONNREFUSED"] = [UnixPaths.Refused, ConnectionRefused.Explain],
        ["connect,EADDRNOTAVAIL"] = [Addresses.NoSource],
        ["connect,EINVAL"] = [Addresses.Invalid],
        ["connect,EACCES"] = [UnixPaths.Forbidden, Permissions.Broadcast],
        ["connect,ENOENT"] = [UnixPaths.Missing],
        ["connect,EPROTOTYPE"] = [UnixPaths.WrongType],
        ["connect,ENETUNREACH"] = [Routes.NoNetwork],
        ["connect,EHOSTUNREACH"] = [Routes.NoHost],
        ["connect,ETIMEDOUT"] = [Routes.NoAnswer],
        ["connect,EINPROGRESS"] = [Connections.InProgress],
        ["connect,EALREADY"] = [Connections.InProgress],
        ["connect,EISCONN"] = [Connections.Connected],
        ["socket,EMFILE"] = [Limits.OfProcess],
        ["socket,ENFILE"] = [Limits.OfSystem],
        ["socket,EPERM"] = [Permissions.RawSocket],
        ["socket,EACCES"] = [Permissions.RawSocket],
        ["socket,EPROTONOSUPPORT"] = [Support.Protocol],
        ["socket,ESOCKTNOSUPPORT"] = [Support.Type],
        ["send,EACCES"] = [UnixPaths.Forbidden, Permissions.Broadcast],
        ["send,EINVAL"] = [Addresses.Invalid],
        ["send,ENOENT"] = [UnixPaths.Missing],
        ["send,EPROTOTYPE"] = [UnixPaths.WrongType],
        ["send,EDESTADDRREQ"] = [Connections.NoDestination],
        ["accept,EINVAL"] = [Connections.NotListening],
        ["accept,EOPNOTSUPP"] = [Connections.CannotListen],
        ["listen,EOPNOTSUPP"] = [Connections.CannotListen],
        ["recv,EMSGSIZE"] = [Limits.OfReceive],
        ["setsockopt,ENOBUFS"] = [Limits.OfOption],
        ["setsockopt,EOPNOTSUPP"] = [Support.Option],
        ["setsockopt,ENOENT"] = [Support.NamedModule],
        ["getsockopt,EOPNOTSUPP"] = [Support.Option],

        // Alike for every call.
        ["EAFNOSUPPORT"] = [Support.Family],
        ["EAGAIN"] = [Connections.Again],
        ["ECONNREFUSED"] = [UnixPaths.Refused, ConnectionRefused.Explain],
        ["ECONNRESET"] = [Connections.Reset],
        ["EHOSTUNREACH"] = [Routes.NoHost],
        ["EMFILE"] = [Limits.OfProcess],
        ["EMSGSIZE"] = [Limits.OfMessage],
        ["ENETUNREACH"] = [Routes.NoNetwork],
        ["ENFILE"] = [Limits.OfSystem],
        ["ENOPROTOOPT"] = [Support.Option],
        ["ENOTCONN"] = [Connections.NotConnected],
        ["EPIPE"] = [Connections.BrokenPipe],
        ["ETIMEDOUT"] = [Routes.NothingInTime],
    };

    private static readonly Dictionary<string, Rule> s_everywhere = new(StringComparer.Ordinal)
    {
        ["EMFILE"] = Limits.OfProcess,
        ["ENFILE"] = Limits.OfSystem,
    };

    internal static ErrorExplanation? Apply(Failure failure)
    {
        string name = failure.Errno.Name;
        if (!Files.IsAboutSocket(failure.Call))
        {
            // What an error means for a socket is not what it means for a file.
            return Files.Explain(failure) ?? s_everywhere.GetValueOrDefault(name)?.Invoke(failure);
        }

        if (!s_rules.TryGetValue($"{Kin(failure.Call)},{name}", out Rule[]? rules) && !s_rules.TryGetValue(name, out rules))
        {
            return null;
        }

        return rules.Select(rule => rule(failure)).FirstOrDefault(static explanation => explanation is not null);
    }

    // Calls that do the same and fail alike.
    private static string Kin(string call) => call switch
    {
        "sendto" or "sendmsg" or "sendmmsg" => "send",
        "recvfrom" or "recvmsg" or "recvmmsg" => "recv",
        "accept4" => "accept",
        _ => call,
    };
}
