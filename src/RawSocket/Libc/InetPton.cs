using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>
/// inet_pton(3) and inet_ntop(3): .NET reads octal parts, and spells some IPv6 addresses otherwise than the rest of the system.
/// </summary>
internal static partial class InetText
{
    private const int Inet = 2;
    private const int Inet6 = 10;
    private const int MaxText = 46;

    [LibraryImport("libc", EntryPoint = "inet_pton", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int NativeParse(int family, string text, byte* address);

    [LibraryImport("libc", EntryPoint = "inet_ntop")]
    private static unsafe partial byte* NativeFormat(int family, byte* address, byte* text, uint size);

    internal static unsafe bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        bool isSix = text.Contains(':', StringComparison.Ordinal);
        byte* bytes = stackalloc byte[16];

        // A zero byte would end the text for the C library, and what stands behind it be ignored.
        if (text.Contains('\0', StringComparison.Ordinal) || NativeParse(isSix ? Inet6 : Inet, text, bytes) != 1)
        {
            return false;
        }

        address = new IPAddress(new ReadOnlySpan<byte>(bytes, isSix ? 16 : 4));
        return true;
    }

    internal static unsafe string Of(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        byte* text = stackalloc byte[MaxText];
        fixed (byte* pointer = bytes)
        {
            return Marshal.PtrToStringUTF8((nint)NativeFormat(bytes.Length == 4 ? Inet : Inet6, pointer, text, MaxText))!;
        }
    }
}
