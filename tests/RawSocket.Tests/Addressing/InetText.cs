using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets.Tests;

/// <summary>inet_pton(3) and inet_ntop(3), the judges of what an address looks like.</summary>
internal static partial class InetText
{
    private const int MaxText = 46;

    [LibraryImport("libc", EntryPoint = "inet_pton", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int NativeParse(int family, string text, byte* address);

    [LibraryImport("libc", EntryPoint = "inet_ntop")]
    private static unsafe partial byte* NativeFormat(int family, byte* address, byte* text, uint size);

    /// <returns>The address, or null when it is none.</returns>
    internal static IPAddress? Parse(string text) => Parse(text, AddressFamily.Inet, 4) ?? Parse(text, AddressFamily.Inet6, 16);

    internal static unsafe string Format(IPAddress address)
    {
        byte* text = stackalloc byte[MaxText];
        byte[] bytes = address.GetAddressBytes();
        fixed (byte* pointer = bytes)
        {
            return Marshal.PtrToStringUTF8((nint)NativeFormat((int)(bytes.Length == 4 ? AddressFamily.Inet : AddressFamily.Inet6), pointer, text, MaxText))!;
        }
    }

    private static unsafe IPAddress? Parse(string text, AddressFamily family, int length)
    {
        byte* address = stackalloc byte[length];
        return NativeParse((int)family, text, address) == 1 ? new IPAddress(new ReadOnlySpan<byte>(address, length)) : null;
    }
}
