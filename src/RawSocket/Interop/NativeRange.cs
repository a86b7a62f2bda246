namespace RawSockets.Interop;

/// <summary>Bytes at a fixed address.</summary>
internal readonly unsafe record struct NativeRange(nint Address, int Length)
{
    internal nint End => Address + Length;

    internal ReadOnlySpan<byte> Bytes => new((void*)Address, Length);

    internal NativeRange From(int start) => new(Address + start, Length - start);
}
