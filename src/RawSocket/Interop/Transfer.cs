using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>
/// send(2) and recv(2) where millions are made in a row: as <see cref="Send"/> and <see cref="Recv"/>, but untraced and with the
/// cheapest marshalling there is.
/// </summary>
internal static partial class Sys
{
    private const int TransferFlags = 0x4000 | 0x40; // MSG_NOSIGNAL and MSG_DONTWAIT

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static unsafe partial nint NativeSend(int fd, byte* data, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static unsafe partial nint NativeRecv(int fd, byte* data, nuint length, int flags);

    internal static unsafe int SendNow(int fd, ReadOnlySpan<byte> data)
    {
        fixed (byte* pointer = data)
        {
            while (true)
            {
                nint result = NativeSend(fd, pointer, (nuint)data.Length, TransferFlags);
                if (result >= 0 || Marshal.GetLastPInvokeError() != Errno.Numbers.EINTR)
                {
                    return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
                }
            }
        }
    }

    internal static unsafe int RecvNow(int fd, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint result = NativeRecv(fd, pointer, (nuint)buffer.Length, TransferFlags);
                if (result >= 0 || Marshal.GetLastPInvokeError() != Errno.Numbers.EINTR)
                {
                    return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
                }
            }
        }
    }
}
