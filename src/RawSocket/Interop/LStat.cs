using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>lstat(2) and unlink(2)</summary>
internal static partial class Sys
{
    private const int FileTypeMask = 0xF000;
    private const int SocketFileType = 0xC000;

    /// <summary>What tells a file from every other one, and whether it is a socket.</summary>
    internal readonly record struct FileIdentity(ulong Device, ulong Inode, bool IsSocket);

    internal static unsafe int LStat(ReadOnlySpan<byte> path, out FileIdentity identity)
    {
        Span<byte> terminated = stackalloc byte[UnixEndPoint.PathRoom + 1];
        terminated.Clear();
        path.CopyTo(terminated);
        stat status = default;
        int result;
        fixed (byte* pointer = terminated)
        {
            result = Outcome(LibC.lstat(pointer, &status));
        }

        identity = new FileIdentity((ulong)status.st_dev, (ulong)status.st_ino, ((int)(uint)status.st_mode & FileTypeMask) == SocketFileType);
        return result;
    }

    internal static unsafe int Unlink(ReadOnlySpan<byte> path)
    {
        Span<byte> terminated = stackalloc byte[UnixEndPoint.PathRoom + 1];
        terminated.Clear();
        path.CopyTo(terminated);
        int result;
        fixed (byte* pointer = terminated)
        {
            result = Outcome(LibC.unlink(pointer));
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write($"unlink({Notation.WholeData(path)})", result);
        }

        return result;
    }
}
