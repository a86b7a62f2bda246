using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>mmap(2) and munmap(2)</summary>
internal static partial class Sys
{
    private const int ReadWrite = 0x3;
    private const int MapShared = 0x01;
    private const int MapPrivate = 0x02;
    private const int MapAnonymous = 0x20;
    private const int MapPopulate = 0x8000;

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static unsafe partial void* NativeMap(void* address, nuint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static unsafe partial int NativeUnmap(void* address, nuint length);

    /// <summary>Maps what the kernel shares through a descriptor.</summary>
    /// <returns>0 or the negated error number.</returns>
    internal static unsafe int MapFile(int fd, nuint length, nint offset, out void* address) =>
        Map(length, MapShared | MapPopulate, fd, offset, out address);

    /// <summary>Maps zeroed memory of this process's own, aligned to pages; it takes room only where it is written.</summary>
    /// <returns>0 or the negated error number.</returns>
    internal static unsafe int MapMemory(nuint length, out void* address) => Map(length, MapPrivate | MapAnonymous, -1, 0, out address);

    internal static unsafe void Unmap(void* address, nuint length)
    {
        if (address is not null)
        {
            _ = NativeUnmap(address, length);
        }
    }

    private static unsafe int Map(nuint length, int flags, int fd, nint offset, out void* address)
    {
        address = NativeMap(null, length, ReadWrite, flags, fd, offset);
        if (address != (void*)-1)
        {
            return 0;
        }

        address = null;
        return -Marshal.GetLastPInvokeError();
    }
}
