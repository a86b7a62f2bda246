using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>Walks over what getdents64(2) gave: struct linux_dirent64, alike on every architecture.</summary>
internal ref struct DirectoryEntries(ReadOnlySpan<byte> entries)
{
    private const int LengthOffset = 16;
    private const int NameOffset = 19;

    private ReadOnlySpan<byte> _rest = entries;

    /// <summary>The entry's name with the zero byte that ends it, and those that align the next one.</summary>
    internal ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The bytes of the whole entry.</summary>
    internal int Size { get; private set; }

    internal bool MoveNext()
    {
        int length = _rest.Length > NameOffset ? MemoryMarshal.Read<ushort>(_rest[LengthOffset..]) : 0;
        if (length <= NameOffset || length > _rest.Length)
        {
            return false;
        }

        Size = length;
        Name = _rest[NameOffset..length];
        _rest = _rest[length..];
        return true;
    }
}
