using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Walks over the attributes behind a row. Every length is checked, and every step goes forward.</summary>
internal ref struct NetlinkAttributes(ReadOnlySpan<byte> attributes)
{
    private const int HeaderSize = 4;

    private ReadOnlySpan<byte> _rest = attributes;

    internal ushort Type { get; private set; }

    internal ReadOnlySpan<byte> Value { get; private set; }

    /// <exception cref="RawSocketException">The attribute is cut off: sock_diag,EBADMSG.</exception>
    internal bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        int length = _rest.Length < HeaderSize ? 0 : MemoryMarshal.Read<ushort>(_rest);
        if (length < HeaderSize || length > _rest.Length)
        {
            throw DiagErrors.Malformed($"an attribute says that it has {length} bytes, and {_rest.Length} are left");
        }

        Type = (ushort)(MemoryMarshal.Read<ushort>(_rest[sizeof(ushort)..]) & NetlinkNumbers.AttributeTypeMask);
        Value = _rest[HeaderSize..length];
        _rest = NetlinkNumbers.Align(length) >= _rest.Length ? default : _rest[NetlinkNumbers.Align(length)..];
        return true;
    }

    /// <summary>The value as a structure; a newer kernel may have added to its end.</summary>
    /// <exception cref="RawSocketException">It is shorter than that: sock_diag,EBADMSG.</exception>
    internal readonly T Read<T>()
        where T : struct => Value.Length >= Unsafe.SizeOf<T>()
        ? MemoryMarshal.Read<T>(Value)
        : throw DiagErrors.Malformed($"attribute {Type} has {Value.Length} bytes instead of {Unsafe.SizeOf<T>()}");
}
