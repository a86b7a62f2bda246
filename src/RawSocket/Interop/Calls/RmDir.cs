using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>rmdir(2); .NET's own removes a folder's files first, which tracefs forbids</summary>
internal static partial class Sys
{
    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeRmDir(string path);

    internal static int RmDir(string path) => NativeRmDir(path) < 0 ? -Marshal.GetLastPInvokeError() : 0;
}
