namespace RawSockets.Interop;

/// <summary>
/// A ring of buffers that the kernel picks from when there is something to receive. Where the kernel can do it, it fills a buffer
/// piece by piece, so small messages of many connections lie close together; otherwise each message takes a buffer. A buffer goes
/// back to the kernel when it is full and all of its pieces were released.
/// </summary>
internal sealed unsafe class IoUringBuffers : IDisposable
{
    internal const ushort Group = 0;

    private readonly int _count;
    private readonly int _size;
    private readonly nuint _ringLength;
    private readonly int[] _offsets;
    private readonly int[] _pieces;
    private readonly bool[] _isFull;
    private IoUringBufferEntry* _ring;
    private byte* _memory;
    private ushort _tail;
    private int _free;

    private IoUringBuffers(int count, int size)
    {
        _count = count;
        _size = size;
        _ringLength = (nuint)(count * sizeof(IoUringBufferEntry));
        _offsets = new int[count];
        _pieces = new int[count];
        _isFull = new bool[count];
    }

    /// <summary>Whether the kernel has a buffer that is not full.</summary>
    internal bool HasFree => _free > 0;

    /// <summary>Bytes from one message that can be received at a time.</summary>
    internal int Size => _size;

    /// <summary>Gives a ring its buffers. They must outlive the ring: dispose the ring first.</summary>
    /// <param name="ring">The ring, which need not be enabled yet.</param>
    /// <param name="size">Bytes for each buffer.</param>
    /// <param name="count">How many; a power of two.</param>
    /// <param name="plainDivisor">Into how many each is divided, a power of two, where the kernel does not fill piece by piece.</param>
    /// <param name="incremental">Whether to ask for it; kernels before Linux 6.12 refuse.</param>
    /// <param name="refusal">Why there are none.</param>
    internal static IoUringBuffers? TryRegister(IoUring ring, int size, int count, int plainDivisor, bool incremental, out IoUringRefusal? refusal)
    {
        IoUringBuffers buffers = new(count, size);
        int result = incremental ? buffers.Register(ring, IoUringBufferRingRegistration.Incremental) : -Errno.Numbers.EINVAL;
        if (result == -Errno.Numbers.EINVAL)
        {
            buffers.Dispose();
            buffers = new(count * plainDivisor, Math.Max(size / plainDivisor, 1));
            result = buffers.Register(ring, 0);
        }

        refusal = result < 0 ? IoUringRefusal.OfBuffers(result) : null;
        if (refusal is null)
        {
            return buffers;
        }

        buffers.Dispose();
        return null;
    }

    /// <summary>The piece that a completion tells of; release its buffer when it has been used.</summary>
    internal NativeRange Take(in IoUringCompletion completion)
    {
        int buffer = completion.Buffer;
        int length = Math.Max(completion.Result, 0);
        NativeRange piece = new((nint)(AddressOf(buffer) + _offsets[buffer]), length);
        _offsets[buffer] += length;
        _pieces[buffer]++;
        if (!completion.BufferHasMore)
        {
            _isFull[buffer] = true;
            _free--;
        }

        return piece;
    }

    /// <summary>One piece of the buffer is needed once more.</summary>
    internal void Retain(int buffer) => _pieces[buffer]++;

    /// <summary>One piece of the buffer is not needed any more.</summary>
    internal void Release(int buffer)
    {
        if (--_pieces[buffer] == 0 && _isFull[buffer])
        {
            Give(buffer);
        }
    }

    /// <summary>Lets the kernel see the buffers that went back to it.</summary>
    internal void Publish() => Volatile.Write(ref _ring->TailOrReserved, _tail);

    public void Dispose()
    {
        Sys.Unmap(_memory, (nuint)_count * (nuint)_size);
        Sys.Unmap(_ring, _ringLength);
        _memory = null;
        _ring = null;
    }

    private int Register(IoUring ring, ushort flags)
    {
        int result = Sys.MapMemory(_ringLength, out void* entries);
        _ring = (IoUringBufferEntry*)entries;
        if (result >= 0)
        {
            result = Sys.MapMemory((nuint)_count * (nuint)_size, out void* memory);
            _memory = (byte*)memory;
        }

        if (result < 0)
        {
            return result;
        }

        IoUringBufferRingRegistration registration = new()
        {
            RingAddress = (ulong)_ring,
            EntryCount = (uint)_count,
            Group = Group,
            Flags = flags,
        };
        result = ring.Register(IoUringRegistration.BufferRing, &registration, 1);
        if (result >= 0)
        {
            for (int buffer = 0; buffer < _count; buffer++)
            {
                Give(buffer);
            }

            Publish();
        }

        return result;
    }

    private void Give(int buffer)
    {
        ref IoUringBufferEntry entry = ref _ring[_tail & (_count - 1)];
        entry.Address = (ulong)AddressOf(buffer);
        entry.Length = (uint)_size;
        entry.Id = (ushort)buffer;
        _tail++;
        _free++;
        _offsets[buffer] = 0;
        _isFull[buffer] = false;
    }

    private byte* AddressOf(int buffer) => _memory + ((nint)buffer * _size);
}
