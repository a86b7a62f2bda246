using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <content>sendmsg(2) of data that lies in several places</content>
internal sealed unsafe partial class IoUring
{
    /// <summary>The most places that one message may gather, UIO_MAXIOV.</summary>
    internal const int MaxVectors = 1024;
    private const int MaxHeaders = 64;

    // What requests point to until they are handed over. Made when it is first needed, since most data lies in one place.
    private IoVector* _vectors;
    private MessageHeader* _headers;
    private int _vectorCount;
    private int _headerCount;

    /// <summary>sendmsg(2) of all <paramref name="ranges"/>, at most <see cref="MaxVectors"/>, in their order.</summary>
    internal void SendGathered(int descriptor, ReadOnlySpan<NativeRange> ranges, int messageFlags, IoUringRequestFlags flags, ulong userData)
    {
        MessageHeader* header = Gather(ranges);
        ref IoUringRequest request = ref Next(IoUringOperation.SendMessage, descriptor, userData);
        request.Flags = flags;
        request.Address = (ulong)header;
        request.Length = 1;
        request.OperationFlags = (uint)messageFlags;
    }

    private MessageHeader* Gather(ReadOnlySpan<NativeRange> ranges)
    {
        if (_vectors is null)
        {
            _vectors = (IoVector*)NativeMemory.Alloc(MaxVectors, (nuint)sizeof(IoVector));
            _headers = (MessageHeader*)NativeMemory.Alloc(MaxHeaders, (nuint)sizeof(MessageHeader));
        }

        if (Unsubmitted == 0)
        {
            _vectorCount = 0;
            _headerCount = 0;
        }

        if (_headerCount == MaxHeaders || _vectorCount + ranges.Length > MaxVectors)
        {
            Reserve(_submissionCount);
            _vectorCount = 0;
            _headerCount = 0;
        }

        IoVector* first = _vectors + _vectorCount;
        foreach (NativeRange range in ranges)
        {
            _vectors[_vectorCount++] = new IoVector { Base = (byte*)range.Address, Length = (nuint)range.Length };
        }

        MessageHeader* header = _headers + _headerCount++;
        *header = new MessageHeader { Vectors = first, VectorCount = (nuint)ranges.Length };
        return header;
    }

    private void DisposeVectors()
    {
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_headers);
    }
}
