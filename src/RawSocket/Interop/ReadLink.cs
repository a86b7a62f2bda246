using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>readlink(2)</summary>
internal static partial class Sys
{
    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    private static unsafe partial nint NativeReadLink(byte* path, byte* buffer, nuint size);

    /// <param name="path">The path, ended by a zero byte.</param>
    /// <param name="target">Gets what the link says, without a zero byte at its end, cut where it does not fit.</param>
    /// <returns>How many bytes of <paramref name="target"/> were written, or the negated error number.</returns>
    internal static unsafe int ReadLink(ReadOnlySpan<byte> path, Span<byte> target)
    {
        fixed (byte* name = path)
        fixed (byte* buffer = target)
        {
            nint result = NativeReadLink(name, buffer, (nuint)target.Length);
            return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
        }
    }
}
