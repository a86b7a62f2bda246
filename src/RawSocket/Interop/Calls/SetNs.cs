using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>setns(2)</summary>
internal static partial class Sys
{
    private const int NetworkNamespaceType = 0x40000000;

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int NativeSetNs(int fd, int type);

    /// <summary>Moves the calling thread, and nobody else, into a network namespace.</summary>
    internal static int SetNetworkNamespace(int fd) => NativeSetNs(fd, NetworkNamespaceType) < 0 ? -Marshal.GetLastPInvokeError() : 0;
}
