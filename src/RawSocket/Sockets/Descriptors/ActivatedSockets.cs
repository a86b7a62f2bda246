using System.Globalization;

namespace RawSockets;

/// <summary>
/// The sockets that a service manager opened and handed to this process, sd_listen_fds(3): LISTEN_PID says for whom they are,
/// LISTEN_FDS how many from descriptor 3 on, LISTEN_FDNAMES how they are called.
/// </summary>
public static class ActivatedSockets
{
    private const int FirstDescriptor = 3;
    private const string UnknownName = "unknown";

    /// <summary>The descriptors with their names, in order; none when nothing was handed to this process.</summary>
    /// <returns>The descriptors.</returns>
    public static IReadOnlyList<(int Descriptor, string Name)> All()
    {
        bool forUs = Number("LISTEN_PID") == Environment.ProcessId;
        int count = forUs ? Number("LISTEN_FDS") : 0;
        string[] names = Environment.GetEnvironmentVariable("LISTEN_FDNAMES")?.Split(':') ?? [];
        return
        [
            .. Enumerable.Range(0, Math.Max(count, 0)).Select(i => (FirstDescriptor + i, i < names.Length && names[i].Length > 0 ? names[i] : UnknownName)),
        ];
    }

    private static int Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
