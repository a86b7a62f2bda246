namespace RawSockets.PowerShell.Binding;

/// <summary>Names that the kernel lists in files.</summary>
internal static class KernelWords
{
    internal static string[] CongestionControls() => Read("/proc/sys/net/ipv4/tcp_available_congestion_control");

    internal static string[] UpperProtocols() => Read("/proc/sys/net/ipv4/tcp_available_ulp");

    // A completer that throws would end the user's keystroke in an error.
    private static string[] Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
