using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>One entry of poll(2)'s array; the layout is the kernel's struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int Descriptor;
    public PollEvents Events;
    public PollEvents Returned;
}

/// <summary>poll(2)</summary>
internal static partial class Sys
{
    // Tmds.LibC declares poll without SetLastError, so the error number it leaves is a stale one.
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int NativePoll(PollDescriptor* descriptors, nuint count, int timeout);

    // EINTR is handed up: only the caller knows how much of the timeout is left.
    internal static unsafe int Poll(Span<PollDescriptor> descriptors, int timeout)
    {
        int result;
        fixed (PollDescriptor* pointer = descriptors)
        {
            result = NativePoll(pointer, (nuint)descriptors.Length, timeout);
        }

        if (result < 0)
        {
            result = -Marshal.GetLastPInvokeError();
        }

        if (CallTrace.IsOn)
        {
            CallTrace.Write(
                $"poll({Notation.Polled(descriptors)}, {descriptors.Length}, {timeout})",
                result,
                result == 0 ? " (Timeout)" : $" ({Notation.PollResult(descriptors)})");
        }

        return result;
    }
}
