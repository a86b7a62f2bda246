namespace RawSockets;

/// <summary>One socket option: how scripts and the kernel call it, what its value is, and what it does.</summary>
/// <param name="Name">The name for scripts, such as ReuseAddress.</param>
/// <param name="Constant">The man page's constant, such as SO_REUSEADDR.</param>
/// <param name="Level">The protocol level, such as SOL_SOCKET, as a number.</param>
/// <param name="Number">The option's number at its level.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Access">Whether it can be read, written or both.</param>
/// <param name="Description">What it does, in a sentence.</param>
public sealed partial record SocketOption(
    string Name,
    string Constant,
    int Level,
    int Number,
    SocketOptionKind Kind,
    SocketOptionAccess Access,
    string Description)
{
    private static readonly Dictionary<(int Level, int Number), SocketOption> s_byNumber =
        All.ToDictionary(static option => (option.Level, option.Number));

    private static readonly Dictionary<string, SocketOption> s_byName = All
        .SelectMany(static option => new[] { (Key: option.Name, option), (Key: option.Constant, option) })
        .ToDictionary(static entry => entry.Key, static entry => entry.option, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every option that has a name here.</summary>
    public static IReadOnlyList<SocketOption> All => Tables.All;

    /// <summary>The level's constant, such as SOL_SOCKET.</summary>
    public string LevelName => Interop.Notation.OptionLevel(Level);

    // strace tells the two layouts of a struct timeval apart; on 64-bit machines they are the same.
    internal string StraceName => Constant is "SO_RCVTIMEO" or "SO_SNDTIMEO" ? Constant + "_OLD" : Constant;

    /// <summary>Finds an option by either of its names; case does not matter.</summary>
    /// <param name="name">The name, such as ReuseAddress or SO_REUSEADDR.</param>
    /// <returns>The option, or null when there is none of that name.</returns>
    public static SocketOption? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>Finds an option by its numbers.</summary>
    /// <param name="level">The level's number.</param>
    /// <param name="number">The option's number.</param>
    /// <returns>The option, or null when it has no name here.</returns>
    public static SocketOption? Find(int level, int number) => s_byNumber.GetValueOrDefault((level, number));

    /// <summary>Whether the option exists for a socket of this kind.</summary>
    /// <param name="family">The socket's family.</param>
    /// <param name="type">The socket's type.</param>
    /// <param name="protocol">The socket's protocol.</param>
    /// <returns>Whether it does.</returns>
    public bool Fits(AddressFamily family, SocketType type, ProtocolType protocol) => Level switch
    {
        Levels.Socket => true,
        Levels.IP => family is AddressFamily.Inet,
        Levels.IPv6 => family is AddressFamily.Inet6,
        Levels.Tcp => family is AddressFamily.Inet or AddressFamily.Inet6 && type == SocketType.Stream
            && protocol is ProtocolType.Tcp or ProtocolType.Default or ProtocolType.Mptcp,
        _ => false,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static class Levels
    {
        internal const int IP = 0;
        internal const int Socket = 1;
        internal const int Tcp = 6;
        internal const int IPv6 = 41;
    }

    internal const int TypeNumber = 3;
    internal const int ErrorNumber = 4;
    internal const int AcceptConnectionNumber = 30;
    internal const int ProtocolNumber = 38;
    internal const int DomainNumber = 39;

    private static partial class Tables
    {
        // One table for each man page; the initialisers run in this order because All comes last.
        internal static readonly SocketOption[] All = [.. SocketLevel(), .. TcpLevel(), .. IPLevel(), .. IPv6Level()];
    }
}
