namespace RawSockets;

/// <summary>One socket option: how scripts and the kernel call it, what its value is, and what it does.</summary>
/// <param name="Name">The name for scripts, such as ReuseAddress.</param>
/// <param name="Constant">The man page's constant, such as SO_REUSEADDR.</param>
/// <param name="Level">The protocol level, such as SOL_SOCKET, as a number.</param>
/// <param name="Number">The option's number at its level; the same on x64 and arm64.</param>
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

    // MCAST_JOIN_GROUP and its kin are options of two levels: a constant may stand for several.
    private static readonly ILookup<string, SocketOption> s_byName = All
        .SelectMany(static option => new[] { (Key: option.Name, option), (Key: option.Constant, option) })
        .ToLookup(static entry => entry.Key, static entry => entry.option, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every option that has a name here.</summary>
    public static IReadOnlyList<SocketOption> All => Tables.All;

    /// <summary>The level's constant, such as SOL_SOCKET.</summary>
    public string LevelName => SocketOptionLevel.NameOf(Level);

    /// <summary>The least number that it takes, in its own unit; null when the kernel alone decides.</summary>
    public long? Minimum { get; internal init; }

    /// <summary>The greatest number that it takes, in its own unit; null when the kernel alone decides.</summary>
    public long? Maximum { get; internal init; }

    /// <summary>Whether reading changes the socket or the process, so that it is never read unasked: SO_ERROR is cleared by it.</summary>
    public bool HasReadEffect { get; internal init; }

    /// <summary>The sockets that have it.</summary>
    internal SocketKinds On { get; init; } = SocketKinds.Any;

    /// <summary>Finds an option by either of its names; case does not matter.</summary>
    /// <param name="name">The name, such as ReuseAddress or SO_REUSEADDR.</param>
    /// <returns>The option, or null when there is none of that name.</returns>
    public static SocketOption? Find(string name) => s_byName[name].FirstOrDefault();

    /// <summary>As <see cref="Find(string)"/>; of two with one constant, the one that such a socket has.</summary>
    /// <param name="name">The name, such as MCAST_JOIN_GROUP.</param>
    /// <param name="kind">What kind the socket is.</param>
    /// <returns>The option, or null when there is none of that name.</returns>
    // An IPv6 socket has the options of IPv4 too; its own come last.
    public static SocketOption? Find(string name, SocketKind kind) => s_byName[name].LastOrDefault(option => option.Fits(kind)) ?? Find(name);

    /// <summary>Finds an option by its numbers.</summary>
    /// <param name="level">The level's number.</param>
    /// <param name="number">The option's number.</param>
    /// <returns>The option, or null when it has no name here.</returns>
    public static SocketOption? Find(int level, int number) => s_byNumber.GetValueOrDefault((level, number));

    /// <summary>
    /// Whether a socket of this kind has the option: whether it can be set there, or, for one that can only be read, read. An IPv6
    /// socket has IPv4's options too, since IPv4 can run through it.
    /// </summary>
    /// <param name="kind">What kind the socket is.</param>
    /// <returns>Whether it does.</returns>
    public bool Fits(SocketKind kind) => (On & SocketKindOf.Socket(kind.Family, kind.Type, kind.Protocol)) != 0;

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal const int TypeNumber = 3;
    internal const int ErrorNumber = 4;
    internal const int AttachFilterNumber = 26;
    internal const int AcceptConnectionNumber = 30;
    internal const int ProtocolNumber = 38;
    internal const int DomainNumber = 39;

    private static partial class Tables
    {
        // One table for each man page; the initialisers run in this order because All comes last.
        internal static readonly SocketOption[] All =
        [
            .. SocketLevel(), .. SocketFilters(), .. TcpLevel(), .. TcpRepair(), .. MptcpLevel(), .. UdpLevel(), .. IPLevel(), .. IPMulticast(),
            .. IPv6Level(), .. IPv6Multicast(), .. IPv6Headers(), .. RawLevel(), .. PacketLevel(), .. NetlinkLevel(), .. VsockLevel(),
        ];
    }
}
