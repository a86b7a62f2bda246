using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>The kernel's struct statx, of which only what tells files apart is named; alike on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    [FieldOffset(0x1c)]
    public ushort Mode;
    [FieldOffset(0x20)]
    public ulong Inode;
    [FieldOffset(0x88)]
    public uint DeviceMajor;
    [FieldOffset(0x8c)]
    public uint DeviceMinor;

    /// <summary>S_ISSOCK</summary>
    public readonly bool IsSocket => (Mode & 0xf000) == 0xc000;
}

/// <summary>statx(2)</summary>
internal static partial class Sys
{
    private const int CurrentDirectory = -100;
    private const uint TypeAndInode = 0x101;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int NativeStatx(int directory, string path, int flags, uint mask, FileStatus* status);

    internal static unsafe int Statx(string path, out FileStatus status)
    {
        fixed (FileStatus* pointer = &status)
        {
            return NativeStatx(CurrentDirectory, path, 0, TypeAndInode, pointer) < 0 ? -Marshal.GetLastPInvokeError() : 0;
        }
    }
}
