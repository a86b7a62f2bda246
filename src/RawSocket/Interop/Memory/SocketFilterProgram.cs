using System.Runtime.InteropServices;
using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>setsockopt(2) with a struct sock_fprog, socket(7)</summary>
internal static partial class Sys
{
    /// <summary>Attaches a classic BPF program.</summary>
    internal static unsafe int SetSocketFilter(int fd, int level, int option, ReadOnlySpan<byte> instructions)
    {
        int result;
        fixed (byte* pointer = instructions)
        {
            FilterProgram program = new() { Count = (ushort)(instructions.Length / SocketFilterInstruction.Size), Instructions = (nint)pointer };
            result = Outcome(LibC.setsockopt(fd, level, option, &program, (uint)sizeof(FilterProgram)));
            if (CallTrace.IsOn)
            {
                string name = Notation.OptionName(level, option, isRead: false);
                CallTrace.Write(
                    $"setsockopt({fd}, {Notation.OptionLevel(level)}, {name}, {{len={program.Count}, filter=0x{program.Instructions:x}}}, {sizeof(FilterProgram)})",
                    result);
            }
        }

        return result;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        internal ushort Count;
        internal nint Instructions;
    }
}
