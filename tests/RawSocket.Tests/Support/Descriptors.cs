using System.Globalization;

namespace RawSockets.Tests;

/// <summary>What /proc knows of this process's descriptors and threads, independent of the library.</summary>
internal static class Descriptors
{
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;

    internal static int Count => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();

    internal static int ThreadCount => Directory.EnumerateDirectories("/proc/self/task").Count();

    /// <summary>The open file's flags as proc(5) shows them; close-on-exec is among them.</summary>
    internal static int FlagsOf(RawSocket socket)
    {
        string line = File.ReadLines($"/proc/self/fdinfo/{socket.Descriptor}").First(static line => line.StartsWith("flags:", StringComparison.Ordinal));
        return Convert.ToInt32(line["flags:".Length..].Trim(), 8);
    }

    internal static bool IsNonBlocking(RawSocket socket) => (FlagsOf(socket) & NonBlocking) != 0;

    /// <summary>What a descriptor refers to, such as socket:[12345], or null when it is closed.</summary>
    internal static string? TargetOf(int descriptor) =>
        new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}")).LinkTarget;
}
