using System.Collections.Concurrent;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>The paths of control groups. A group's number is the inode of its folder, so the folders are walked when the first is asked for.</summary>
internal sealed class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";

    private readonly Lazy<ConcurrentDictionary<ulong, string>> _paths = new(Walk);

    /// <returns>The path below /sys/fs/cgroup, with a slash in front; null when there is no such group, or it can't be seen from here.</returns>
    internal string? PathOf(ulong id) => _paths.Value.GetValueOrDefault(id);

    private static ConcurrentDictionary<ulong, string> Walk()
    {
        // Both groups versions at once: the second one's tree is a folder below the first's.
        string root = Directory.Exists($"{Root}/unified") ? $"{Root}/unified" : Root;
        ConcurrentDictionary<ulong, string> paths = new();
        EnumerationOptions all = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(root, "*", all).Prepend(root))
            {
                if (Sys.Statx(folder, out FileStatus status) >= 0)
                {
                    paths[status.Inode] = folder.Length == root.Length ? "/" : folder[root.Length..];
                }
            }
        }
        catch (IOException)
        {
            // A group went away meanwhile, or there are none on this machine.
        }

        return paths;
    }
}
