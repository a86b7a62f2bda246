using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>What getaddrinfo(3) is asked to look for: its hints, and the flags that its manual page lists.</summary>
internal readonly record struct AddressHints(int Flags, int Family, int SocketType, int Protocol)
{
    internal const int Passive = 0x1;
    internal const int CanonicalName = 0x2;
    internal const int NumericHost = 0x4;
    internal const int V4Mapped = 0x8;
    internal const int All = 0x10;
    internal const int AddressConfig = 0x20;
}

/// <summary>One struct addrinfo, copied out of the C library's memory.</summary>
internal readonly record struct AddressEntry(int SocketType, int Protocol, byte[] Address, string? CanonicalName);

/// <summary>getaddrinfo(3), freeaddrinfo(3) and gai_strerror(3)</summary>
internal static partial class NameLookup
{
    [LibraryImport("libc", EntryPoint = "getaddrinfo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int NativeGetAddrInfo(string? node, string? service, NativeAddressInfo* hints, NativeAddressInfo** results);

    [LibraryImport("libc", EntryPoint = "freeaddrinfo")]
    private static unsafe partial void NativeFreeAddrInfo(NativeAddressInfo* results);

    [LibraryImport("libc", EntryPoint = "gai_strerror")]
    private static partial nint NativeErrorText(int error);

    /// <summary>Looks a name up; it can take as long as the name servers do, and nothing can interrupt it.</summary>
    /// <param name="node">The host's name or address, or null for this machine.</param>
    /// <param name="service">The service's name or port, or null.</param>
    /// <param name="hints">What to look for.</param>
    /// <param name="entries">What was found, in the order of the C library.</param>
    /// <param name="errno">The error number that goes with EAI_SYSTEM.</param>
    /// <returns>0, or an EAI_ number.</returns>
    internal static unsafe int GetAddrInfo(string? node, string? service, AddressHints hints, out AddressEntry[] entries, out int errno)
    {
        NativeAddressInfo native = new()
        {
            Flags = hints.Flags,
            Family = hints.Family,
            SocketType = hints.SocketType,
            Protocol = hints.Protocol,
        };
        NativeAddressInfo* first = null;
        int result = NativeGetAddrInfo(node, service, &native, &first);
        errno = result == 0 ? 0 : Marshal.GetLastPInvokeError();
        if (result != 0)
        {
            entries = [];
            return result;
        }

        try
        {
            entries = Copy(first);
            return 0;
        }
        finally
        {
            NativeFreeAddrInfo(first);
        }
    }

    /// <returns>The C library's sentence for an EAI_ number.</returns>
    internal static string ErrorText(int error) => Marshal.PtrToStringUTF8(NativeErrorText(error)) ?? "";

    private static unsafe AddressEntry[] Copy(NativeAddressInfo* first)
    {
        List<AddressEntry> entries = [];
        for (NativeAddressInfo* entry = first; entry is not null; entry = entry->Next)
        {
            byte[] address = new ReadOnlySpan<byte>(entry->Address, (int)entry->AddressLength).ToArray();
            entries.Add(new AddressEntry(entry->SocketType, entry->Protocol, address, Marshal.PtrToStringUTF8((nint)entry->CanonicalName)));
        }

        return [.. entries];
    }

    /// <summary>The C library's struct addrinfo; alike on x64 and arm64.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct NativeAddressInfo
    {
        internal int Flags;
        internal int Family;
        internal int SocketType;
        internal int Protocol;
        internal uint AddressLength;
        internal byte* Address;
        internal byte* CanonicalName;
        internal NativeAddressInfo* Next;
    }
}
