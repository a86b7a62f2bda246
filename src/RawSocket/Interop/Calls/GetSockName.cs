using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>getsockname(2) and getpeername(2)</summary>
internal static partial class Sys
{
    internal static unsafe int GetSockName(int fd, Span<byte> address, out int length)
    {
        socklen_t size = (uint)address.Length;
        int result;
        fixed (byte* pointer = address)
        {
            result = Outcome(LibC.getsockname(fd, (sockaddr*)pointer, &size));
        }

        return NameResult("getsockname", fd, address, result, (int)(uint)size, out length);
    }

    internal static unsafe int GetPeerName(int fd, Span<byte> address, out int length)
    {
        socklen_t size = (uint)address.Length;
        int result;
        fixed (byte* pointer = address)
        {
            result = Outcome(LibC.getpeername(fd, (sockaddr*)pointer, &size));
        }

        return NameResult("getpeername", fd, address, result, (int)(uint)size, out length);
    }

    private static int NameResult(string call, int fd, Span<byte> address, int result, int size, out int length)
    {
        length = result < 0 ? 0 : Math.Min(size, address.Length);
        if (CallTrace.IsOn)
        {
            string name = result < 0
                ? $"{Notation.Pointer(address)}, [{address.Length}]"
                : $"{Notation.Address(address[..length])}, {Notation.Length(address.Length, length)}";
            CallTrace.Write($"{call}({fd}, {name})", result);
        }

        return result;
    }
}
