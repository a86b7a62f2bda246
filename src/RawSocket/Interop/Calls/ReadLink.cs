using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>readlinkat(2)</summary>
internal static partial class Sys
{
    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    private static unsafe partial nint NativeReadLinkAt(int directory, byte* path, byte* buffer, nuint size);

    /// <param name="directory">A directory's descriptor.</param>
    /// <param name="name">A name in it, ended by a zero byte.</param>
    /// <param name="target">Gets what the link says, without a zero byte at its end, cut where it does not fit.</param>
    /// <returns>How many bytes of <paramref name="target"/> were written, or the negated error number.</returns>
    internal static unsafe int ReadLinkAt(int directory, ReadOnlySpan<byte> name, Span<byte> target)
    {
        fixed (byte* path = name)
        fixed (byte* buffer = target)
        {
            nint result = NativeReadLinkAt(directory, path, buffer, (nuint)target.Length);
            return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
        }
    }
}
