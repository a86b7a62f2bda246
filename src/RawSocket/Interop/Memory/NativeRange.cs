using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>Bytes at a fixed address.</summary>
internal readonly unsafe record struct NativeRange(nint Address, int Length)
{
    internal nint End => Address + Length;

    internal ReadOnlySpan<byte> Bytes => new((void*)Address, Length);

    internal NativeRange From(int start) => new(Address + start, Length - start);

    /// <summary>Finds data that is a part of these bytes themselves, and not only equal to it.</summary>
    internal bool TryFind(ReadOnlySpan<byte> data, out NativeRange part)
    {
        part = new NativeRange((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(data)), data.Length);
        return part.Address >= Address && part.End <= End && Length > 0;
    }
}
