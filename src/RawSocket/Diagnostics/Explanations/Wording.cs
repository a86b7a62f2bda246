using System.Globalization;
using System.Net;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>Phrases that several rules use.</summary>
internal static class Wording
{
    private const int Shown = 4;

    internal static string Join(IEnumerable<string> items, string last = "and")
    {
        List<string> all = [.. items];
        if (all.Count > Shown)
        {
            all = [.. all.Take(Shown), $"{all.Count - Shown} more"];
        }

        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} {last} {all[^1]}";
    }

    internal static string Of(SocketOwner owner) => string.Create(CultureInfo.InvariantCulture, $"{owner.Name} (process {owner.ProcessId})");

    /// <summary>Who has some sockets open, as far as this user may know.</summary>
    internal static string Holders(IEnumerable<uint> inodes, IEnumerable<uint> userIds, SocketOwners owners)
    {
        List<SocketOwner> known = [.. inodes.SelectMany(owners.Of).Distinct()];
        if (known.Count > 0)
        {
            return Join(known.Select(Of));
        }

        string users = Join(userIds.Distinct().Select(static id => string.Create(CultureInfo.InvariantCulture, $"{id}")));
        return owners.UnreadableProcesses > 0
            ? $"a program of user id {users}, whose processes this user may not look into"
            : owners.IsComplete ? "no process that can be seen from here" : $"a program of user id {users}";
    }

    internal static string Holders(IReadOnlyCollection<InetSocketState> rows, SocketOwners owners) =>
        Holders(rows.Select(static row => row.Inode), rows.Select(static row => row.UserId ?? 0), owners);

    /// <summary>The addresses of some sockets.</summary>
    internal static string Locals(IEnumerable<InetSocketState> rows) => Join(rows.Select(static row => row.Local.ToString()).Distinct());

    internal static string Family(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    /// <summary>What a person calls the protocol.</summary>
    internal static string Protocol(ProtocolType protocol) => protocol switch
    {
        ProtocolType.UdpLite => "UDP-Lite",
        ProtocolType.Raw => "raw",
        _ => protocol.ToString().ToUpperInvariant(),
    };

    internal static string Kind(SocketKind? kind) => kind is { } known
        ? $"{known.Family} {known.Type}{(known.Protocol == ProtocolType.Default ? "" : $" {known.Protocol}")} socket"
        : "socket of this kind";

    internal static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s");
}
