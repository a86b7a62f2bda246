using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawSockets.Diagnostics;

/// <summary>Takes a row apart: the structure of its family, and the attributes behind it.</summary>
internal static class DiagRow
{
    /// <exception cref="RawSocketException">The row is cut off: sock_diag,EBADMSG.</exception>
    internal static T Header<T>(ReadOnlySpan<byte> body, out NetlinkAttributes attributes)
        where T : struct
    {
        int size = Unsafe.SizeOf<T>();
        if (body.Length < size)
        {
            throw DiagErrors.Malformed($"a row has {body.Length} bytes instead of {size}");
        }

        attributes = new NetlinkAttributes(body[size..]);
        return MemoryMarshal.Read<T>(body);
    }

    /// <exception cref="RawSocketException">The row is of another family: sock_diag,EBADMSG.</exception>
    internal static void ExpectFamily(byte family, AddressFamily expected)
    {
        if (family != (byte)expected)
        {
            throw DiagErrors.Malformed($"a row is of family {family}");
        }
    }
}
