using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>
/// Pinned room for a batch of datagrams that are answered where they lie: recvmmsg(2) fills the slots, and sendmmsg(2) sends from them.
/// </summary>
internal sealed unsafe class DatagramBatch
{
    /// <summary>The longest datagram: 65,535 bytes less the headers of IPv4 and UDP, or somewhat more over IPv6; none is ever cut.</summary>
    private const int SlotRoom = 65_536;

    private readonly BatchedMessage[] _received;
    private readonly BatchedMessage[] _answers;
    private readonly IoVector[] _vectors;
    private readonly IoVector[] _answerVectors;
    private readonly byte[] _data;
    private readonly byte[] _names;
    private int _firstAnswer;
    private int _answerEnd;

    internal DatagramBatch(int count)
    {
        _received = GC.AllocateArray<BatchedMessage>(count, pinned: true);
        _answers = GC.AllocateArray<BatchedMessage>(count, pinned: true);
        _vectors = GC.AllocateArray<IoVector>(count, pinned: true);
        _answerVectors = GC.AllocateArray<IoVector>(count, pinned: true);
        _data = GC.AllocateUninitializedArray<byte>(count * SlotRoom, pinned: true);
        _names = GC.AllocateArray<byte>(count * SocketAddress.MaxLength, pinned: true);
        for (int i = 0; i < count; i++)
        {
            _vectors[i] = new IoVector { Base = Address(_data, i * SlotRoom), Length = SlotRoom };
            _received[i].Header.Name = Address(_names, i * SocketAddress.MaxLength);
            _received[i].Header.Vectors = Vector(_vectors, i);
            _received[i].Header.VectorCount = 1;
        }
    }

    internal int AnswersLeft => _answerEnd - _firstAnswer;

    internal Span<byte> Room(int slot) => _data.AsSpan(slot * SlotRoom, SlotRoom);

    internal int Length(int slot) => (int)_received[slot].Length;

    internal ReadOnlySpan<byte> Name(int slot) =>
        _names.AsSpan(slot * SocketAddress.MaxLength, Math.Min((int)_received[slot].Header.NameLength, SocketAddress.MaxLength));

    /// <summary>Answers a slot's sender with the first bytes of its room.</summary>
    internal void AddAnswer(int slot, int length)
    {
        int place = _answerEnd++;
        _answerVectors[place] = new IoVector { Base = _vectors[slot].Base, Length = (nuint)length };
        _answers[place].Header = _received[slot].Header with { Vectors = Vector(_answerVectors, place), Flags = 0 };
    }

    /// <summary>Counts what sendmmsg(2) took from the front.</summary>
    /// <returns>The bytes of it.</returns>
    internal long Taken(int count)
    {
        long bytes = 0;
        for (int i = 0; i < count; i++)
        {
            bytes += _answers[_firstAnswer + i].Length;
        }

        _firstAnswer += count;
        ForgetWhenEmpty();
        return bytes;
    }

    /// <summary>Gives up the first answer.</summary>
    internal void DropAnswer()
    {
        _firstAnswer++;
        ForgetWhenEmpty();
    }

    /// <summary>All slots, with the lengths that the kernel has overwritten put back.</summary>
    internal Span<BatchedMessage> Empty()
    {
        for (int i = 0; i < _received.Length; i++)
        {
            _received[i].Header.NameLength = SocketAddress.MaxLength;
        }

        return _received;
    }

    internal Span<BatchedMessage> Answers() => _answers.AsSpan(_firstAnswer, AnswersLeft);

    private void ForgetWhenEmpty()
    {
        if (AnswersLeft == 0)
        {
            _firstAnswer = _answerEnd = 0;
        }
    }

    private static byte* Address(byte[] pinned, int offset) => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, offset);

    private static IoVector* Vector(IoVector[] pinned, int index) => (IoVector*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, index);
}
