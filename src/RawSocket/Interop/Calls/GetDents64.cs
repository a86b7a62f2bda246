using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>getdents64(2), which not every libc has a function for</summary>
internal static partial class Sys
{
    private static readonly nint s_getDents64 = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 or Architecture.Arm => 217,
        Architecture.S390x => 220,
        Architecture.Ppc64le => 202,
        _ => 61,
    };

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial nint NativeGetDents64(nint number, nint fd, byte* buffer, nint size);

    /// <param name="fd">A directory.</param>
    /// <param name="buffer">Gets entries, to be read by <see cref="DirectoryEntries"/>.</param>
    /// <returns>How many bytes of <paramref name="buffer"/> were written, 0 at the end, or the negated error number.</returns>
    internal static unsafe int GetDents64(int fd, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            nint result = NativeGetDents64(s_getDents64, fd, pointer, buffer.Length);
            return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
        }
    }
}
