namespace RawSockets.Interop;

/// <summary>
/// A copy of bytes in pages of its own, for MSG_ZEROCOPY: the kernel goes on reading after the call, when the collector may have moved the
/// caller's array and used its place again. The kernel holds the pages for as long as it needs them, so they may be unmapped at once.
/// </summary>
internal sealed unsafe class OwnPages : IDisposable
{
    private readonly void* _memory;
    private readonly nuint _length;

    internal OwnPages(ReadOnlySpan<byte> data)
    {
        _length = (nuint)Math.Max(data.Length, 1);
        int result = Sys.MapMemory(_length, out _memory);
        if (result < 0)
        {
            throw RawSocketException.FromResult("mmap", result);
        }

        data.CopyTo(new Span<byte>(_memory, data.Length));
        Length = data.Length;
    }

    internal int Length { get; }

    internal ReadOnlySpan<byte> Bytes => new(_memory, Length);

    public void Dispose() => Sys.Unmap(_memory, _length);
}
