using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>
/// Memory that the collector never moves, so that the kernel may use it between system calls. It begins at a cache line: the kernel
/// copies large pieces to other addresses at half the speed.
/// </summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private const int CacheLine = 64;
    private void* _memory;

    internal NativeBlock(int length)
    {
        _memory = NativeMemory.AlignedAlloc((nuint)length, CacheLine);
        Length = length;
    }

    ~NativeBlock() => Free();

    internal int Length { get; }

    internal NativeRange Range => new((nint)_memory, Length);

    internal Span<byte> Bytes => new(_memory, Length);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
