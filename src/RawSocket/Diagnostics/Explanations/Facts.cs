using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>What the machine says of itself. What can't be read is absent, never an error.</summary>
internal static class Facts
{
    internal static T OrElse<T>(Func<T> look, T otherwise)
    {
        try
        {
            return look();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NetworkInformationException or ArgumentException)
        {
            return otherwise;
        }
    }

    internal static string? Text(string path) => OrElse<string?>(() => File.ReadAllText(path).Trim(), null);

    internal static long? Number(string path) =>
        long.TryParse(Text(path), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : null;

    internal static IReadOnlyList<IPAddress> LocalAddresses() => OrElse<IReadOnlyList<IPAddress>>(
        static () => [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(static one => one.GetIPProperties().UnicastAddresses).Select(static one => one.Address)],
        []);

    internal static bool IsLocal(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
        || LocalAddresses().Any(own => own.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes()));

    /// <summary>Whether this process has a capability, capabilities(7); null if it can't be found out.</summary>
    internal static bool? HasCapability(int number)
    {
        // The thread's own file: capabilities belong to threads.
        const string field = "CapEff:";
        string? line = Text("/proc/thread-self/status")?.Split('\n').FirstOrDefault(static line => line.StartsWith(field, StringComparison.Ordinal));
        return line is not null && ulong.TryParse(line[field.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong set)
            ? (set & (1UL << number)) != 0
            : null;
    }
}
