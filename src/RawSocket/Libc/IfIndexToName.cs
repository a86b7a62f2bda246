using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>if_indextoname(3) and if_nametoindex(3)</summary>
internal static partial class InterfaceName
{
    private const int MaxLength = 16;

    [LibraryImport("libc", EntryPoint = "if_indextoname", SetLastError = true)]
    private static unsafe partial byte* NativeIndexToName(uint index, byte* name);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint NativeNameToIndex(string name);

    /// <returns>The interface's name, or null when there is none of that index.</returns>
    internal static unsafe string? Of(int index)
    {
        byte* name = stackalloc byte[MaxLength];
        return NativeIndexToName((uint)index, name) is null ? null : Marshal.PtrToStringUTF8((nint)name);
    }

    /// <returns>The interface's index, or 0 when there is none of that name.</returns>
    internal static int IndexOf(string name) => (int)NativeNameToIndex(name);
}
