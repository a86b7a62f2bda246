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

    public readonly bool IsSameFile(in FileStatus other) =>
        (Inode, DeviceMajor, DeviceMinor) == (other.Inode, other.DeviceMajor, other.DeviceMinor);
}

/// <summary>statx(2)</summary>
internal static partial class Sys
{
    private const int CurrentDirectory = -100;
    private const int SymbolicLinkNoFollow = 0x100;
    private const uint TypeAndInode = 0x101;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static unsafe partial int NativeStatx(int directory, byte* path, int flags, uint mask, FileStatus* status);

    internal static int Statx(string path, out FileStatus status) => Statx(System.Text.Encoding.UTF8.GetBytes(path), 0, out status);

    /// <summary>As lstat(2): of a symbolic link itself.</summary>
    internal static int LinkStatx(ReadOnlySpan<byte> path, out FileStatus status) => Statx(path, SymbolicLinkNoFollow, out status);

    private static unsafe int Statx(ReadOnlySpan<byte> path, int flags, out FileStatus status)
    {
        byte[] terminated = [.. path, 0];
        fixed (byte* name = terminated)
        fixed (FileStatus* pointer = &status)
        {
            return NativeStatx(CurrentDirectory, name, flags, TypeAndInode, pointer) < 0 ? -Marshal.GetLastPInvokeError() : 0;
        }
    }
}
