using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>accept4(2)</summary>
internal static partial class Sys
{
    internal const int SockNonBlock = 0x800;
    internal const int SockCloseOnExec = 0x80000;

    /// <param name="fd">The listening descriptor.</param>
    /// <param name="flags">SOCK_NONBLOCK, SOCK_CLOEXEC.</param>
    /// <param name="address">Room for the peer's address.</param>
    /// <param name="length">How much of it the kernel filled.</param>
    internal static unsafe int Accept4(int fd, int flags, Span<byte> address, out int length)
    {
        int result;
        socklen_t size = (uint)address.Length;
        fixed (byte* pointer = address)
        {
            do
            {
                size = (uint)address.Length;
                result = Outcome(LibC.accept4(fd, (sockaddr*)pointer, &size, flags));
            }
            while (result == -Errno.Numbers.EINTR);
        }

        length = result < 0 ? 0 : Math.Min((int)(uint)size, address.Length);
        if (CallTrace.IsOn)
        {
            string from = result < 0
                ? $"{Notation.NoAddress(address)}, [{address.Length}]"
                : $"{Notation.Address(address[..length])}, {Notation.Length(address.Length, length)}";
            CallTrace.Write($"accept4({fd}, {from}, {Notation.AcceptFlags(flags)})", result);
        }

        return result;
    }
}
