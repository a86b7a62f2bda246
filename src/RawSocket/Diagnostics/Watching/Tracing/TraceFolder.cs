namespace RawSockets.Diagnostics.Watching;

/// <summary>Where tracefs is mounted, if it is and may be read.</summary>
internal static class TraceFolder
{
    internal const string EventPath = "events/sock/inet_sock_set_state";

    private const int FolderColumn = 1;
    private const int TypeColumn = 2;

    /// <summary>Finds a mount of tracefs that has the event of socket states.</summary>
    /// <param name="why">Why there is none.</param>
    /// <returns>The folder, or null.</returns>
    internal static string? Find(out string why)
    {
        why = "tracefs is not mounted";
        foreach (string folder in Mounts())
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, EventPath, "format")).Length > 0)
                {
                    return folder;
                }
            }
            catch (UnauthorizedAccessException)
            {
                why = $"{folder} may not be read by this user";
            }
            catch (IOException)
            {
                why = $"{folder} has no {EventPath}";
            }
        }

        return null;
    }

    // debugfs mounts tracefs when its folder is entered, so that it may not be in the list yet.
    private static List<string> Mounts()
    {
        const string Automatic = "/sys/kernel/debug/tracing";
        List<string> found = [.. File.ReadLines("/proc/self/mounts")
            .Select(static line => line.Split(' '))
            .Where(static columns => columns.Length > TypeColumn && columns[TypeColumn] == "tracefs")
            .Select(static columns => columns[FolderColumn].Replace("\\040", " ", StringComparison.Ordinal))];
        return found.Contains(Automatic) || !Directory.Exists(Automatic) ? found : [.. found, Automatic];
    }
}
