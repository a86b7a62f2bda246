using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>Memory that the kernel can read while it is not a system call's argument any more: the collector never moves it.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private void* _memory;

    internal NativeBlock(int length)
    {
        _memory = NativeMemory.Alloc((nuint)length);
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
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
