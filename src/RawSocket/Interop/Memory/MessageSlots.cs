using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>Pinned room for a batch of received messages: data, address and ancillary data of each.</summary>
internal sealed unsafe class MessageSlots
{
    internal const int ControlRoom = 512;

    private readonly BatchedMessage[] _messages;
    private readonly IoVector[] _vectors;
    private readonly byte[] _data;
    private readonly byte[] _names;
    private readonly byte[] _control;

    internal MessageSlots(int count, int dataRoom)
    {
        DataRoom = dataRoom;
        _messages = GC.AllocateArray<BatchedMessage>(count, pinned: true);
        _vectors = GC.AllocateArray<IoVector>(count, pinned: true);
        _data = GC.AllocateUninitializedArray<byte>(count * dataRoom, pinned: true);
        _names = GC.AllocateArray<byte>(count * SocketAddress.MaxLength, pinned: true);
        _control = GC.AllocateArray<byte>(count * ControlRoom, pinned: true);
    }

    internal int DataRoom { get; }

    internal ReadOnlySpan<byte> Data(int slot) => _data.AsSpan(slot * DataRoom, Math.Min((int)_messages[slot].Length, DataRoom));

    /// <summary>The message's length, which is more than what fitted when it was cut.</summary>
    internal int Length(int slot) => (int)_messages[slot].Length;

    internal ReadOnlySpan<byte> Name(int slot) =>
        _names.AsSpan(slot * SocketAddress.MaxLength, Math.Min((int)_messages[slot].Header.NameLength, SocketAddress.MaxLength));

    internal ReadOnlySpan<byte> Control(int slot) =>
        _control.AsSpan(slot * ControlRoom, Math.Min((int)_messages[slot].Header.ControlLength, ControlRoom));

    internal MessageFlags Flags(int slot) => (MessageFlags)_messages[slot].Header.Flags;

    /// <summary>Points each header at its own room again; the kernel has overwritten the lengths.</summary>
    internal Span<BatchedMessage> Prepare(int count)
    {
        byte* data = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_data, 0);
        byte* names = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_names, 0);
        byte* control = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_control, 0);
        IoVector* vectors = (IoVector*)Marshal.UnsafeAddrOfPinnedArrayElement(_vectors, 0);
        for (int i = 0; i < count; i++)
        {
            _vectors[i] = new IoVector { Base = data + (i * DataRoom), Length = (nuint)DataRoom };
            _messages[i] = new BatchedMessage
            {
                Header = new MessageHeader
                {
                    Name = names + (i * SocketAddress.MaxLength),
                    NameLength = SocketAddress.MaxLength,
                    Vectors = vectors + i,
                    VectorCount = 1,
                    Control = control + (i * ControlRoom),
                    ControlLength = ControlRoom,
                },
            };
        }

        return _messages.AsSpan(0, count);
    }
}
