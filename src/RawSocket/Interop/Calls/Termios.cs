using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>tcgetattr(3) and tcsetattr(3)</summary>
internal static partial class Sys
{
    private const int SetNow = 0;

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static unsafe partial int NativeGetAttributes(int fd, TerminalAttributes* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static unsafe partial int NativeSetAttributes(int fd, int actions, TerminalAttributes* attributes);

    internal static unsafe int GetTerminal(int fd, out TerminalAttributes attributes)
    {
        fixed (TerminalAttributes* pointer = &attributes)
        {
            return NativeGetAttributes(fd, pointer) < 0 ? -Marshal.GetLastPInvokeError() : 0;
        }
    }

    internal static unsafe int SetTerminal(int fd, TerminalAttributes attributes) =>
        NativeSetAttributes(fd, SetNow, &attributes) < 0 ? -Marshal.GetLastPInvokeError() : 0;

    /// <summary>The C library's struct termios; alike on x64 and arm64.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct TerminalAttributes
    {
        internal const uint CarriageReturnToNewline = 0x100;
        internal const uint Signals = 0x1;
        internal const uint Canonical = 0x2;
        internal const uint Echo = 0x8;
        internal const uint EchoErase = 0x10;
        internal const uint EchoKill = 0x20;
        internal const uint EchoControl = 0x200;
        internal const uint EchoKillErase = 0x800;
        internal const uint Extensions = 0x8000;

        internal uint Input;
        internal uint Output;
        internal uint Control;
        internal uint Local;
        internal byte Line;
        internal fixed byte Characters[32];
        internal uint InputSpeed;
        internal uint OutputSpeed;
    }
}
