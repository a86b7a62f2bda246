using System.Runtime.InteropServices;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>The few libc calls that the tests make themselves.</summary>
internal static partial class Native
{
    internal const int Interrupt = 2;
    internal const int Terminate = 15;
    private const int CloseOnExec = 0x80000;

    internal static (int Read, int Write) Pipe()
    {
        int[] ends = new int[2];
        Require(pipe2(ends, CloseOnExec));
        return (ends[0], ends[1]);
    }

    internal static int OpenForReading(string path) => Require(open(path, CloseOnExec));

    internal static void Replace(int descriptor, int by) => Require(dup2(by, descriptor));

    internal static int Duplicate(int descriptor) => Require(dup(descriptor));

    internal static void Close(int descriptor) => Require(close(descriptor));

    internal static void Signal(int process, int signal) => Require(kill(process, signal));

    private static int Require(int result) =>
        result >= 0 ? result : throw new IOException($"errno {Marshal.GetLastPInvokeError()}");

    [DllImport("libc", SetLastError = true)]
    private static extern int pipe2(int[] ends, int flags);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int dup2(int from, int to);

    [DllImport("libc", SetLastError = true)]
    private static extern int dup(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
