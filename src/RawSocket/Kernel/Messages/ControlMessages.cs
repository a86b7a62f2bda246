using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>One ancillary message, cmsg(3): which protocol level, which type, and its bytes.</summary>
internal readonly ref struct ControlMessage(int level, int type, ReadOnlySpan<byte> data)
{
    internal int Level { get; } = level;

    internal int Type { get; } = type;

    internal ReadOnlySpan<byte> Data { get; } = data;
}

/// <summary>
/// The ancillary data of a message, cmsg(3), on 64-bit machines: each begins with its length, header included, and starts at a
/// multiple of eight bytes. Lengths come from the kernel, and are checked all the same.
/// </summary>
internal ref struct ControlMessages(ReadOnlySpan<byte> control)
{
    internal const int HeaderLength = 16;
    private const int Alignment = 8;
    private ReadOnlySpan<byte> _rest = control;

    public ControlMessage Current { readonly get; private set; }

    public readonly ControlMessages GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.Length < HeaderLength)
        {
            return false;
        }

        ulong length = MemoryMarshal.Read<ulong>(_rest);
        if (length < HeaderLength || length > (ulong)_rest.Length)
        {
            return false;
        }

        int level = MemoryMarshal.Read<int>(_rest[8..]);
        int type = MemoryMarshal.Read<int>(_rest[12..]);
        Current = new ControlMessage(level, type, _rest[HeaderLength..(int)length]);
        int next = Align((int)length);
        _rest = next >= _rest.Length ? default : _rest[next..];
        return true;
    }

    /// <summary>CMSG_SPACE: the bytes that a message of so much data takes.</summary>
    internal static int Space(int dataLength) => HeaderLength + Align(dataLength);

    /// <summary>Writes one message, with CMSG_LEN as its length.</summary>
    /// <returns>The bytes it takes.</returns>
    internal static int Write(Span<byte> destination, int level, int type, ReadOnlySpan<byte> data)
    {
        int space = Space(data.Length);
        destination[..space].Clear();
        MemoryMarshal.Write(destination, (ulong)(HeaderLength + data.Length));
        MemoryMarshal.Write(destination[8..], level);
        MemoryMarshal.Write(destination[12..], type);
        data.CopyTo(destination[HeaderLength..]);
        return space;
    }

    private static int Align(int length) => (length + Alignment - 1) & ~(Alignment - 1);
}
