using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>
/// A classic BPF program for SO_ATTACH_FILTER, socket(7): it sees each packet and says how many bytes of it are kept, 0 for none.
/// </summary>
public sealed record SocketFilter
{
    /// <summary>BPF_MAXINSNS.</summary>
    public const int MaxLength = 4096;

    /// <summary>Makes a program.</summary>
    /// <param name="instructions">The instructions, 1 to 4096.</param>
    /// <exception cref="ArgumentException">There is none, or there are too many.</exception>
    public SocketFilter(params SocketFilterInstruction[] instructions)
    {
        ArgumentNullException.ThrowIfNull(instructions);
        if (instructions.Length is 0 or > MaxLength)
        {
            throw new ArgumentException($"a socket filter has 1 to {MaxLength} instructions, not {instructions.Length}", nameof(instructions));
        }

        Instructions = [.. instructions];
    }

    private SocketFilter() => Instructions = [];

    /// <summary>No program: what a socket without a filter has. It cannot be attached; DetachFilter removes one.</summary>
    public static SocketFilter None { get; } = new();

    /// <summary>The instructions.</summary>
    public IReadOnlyList<SocketFilterInstruction> Instructions { get; }

    /// <inheritdoc/>
    public bool Equals(SocketFilter? other) => other is not null && Instructions.SequenceEqual(other.Instructions);

    /// <inheritdoc/>
    public override int GetHashCode() => Instructions.Aggregate(0, HashCode.Combine);

    /// <summary>Gives the program as tcpdump -ddd does, in one line: the count, then each instruction.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Instructions.Count == 0 ? "none" : $"{Instructions.Count},{string.Join(',', Instructions)}";

    internal static SocketFilter Read(ReadOnlySpan<byte> bytes)
    {
        SocketFilterInstruction[] instructions = new SocketFilterInstruction[bytes.Length / SocketFilterInstruction.Size];
        for (int i = 0; i < instructions.Length; i++)
        {
            ReadOnlySpan<byte> one = bytes.Slice(i * SocketFilterInstruction.Size, SocketFilterInstruction.Size);
            instructions[i] = new(MemoryMarshal.Read<ushort>(one), one[2], one[3], MemoryMarshal.Read<uint>(one[4..]));
        }

        return instructions.Length == 0 ? None : new SocketFilter(instructions);
    }

    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[Instructions.Count * SocketFilterInstruction.Size];
        for (int i = 0; i < Instructions.Count; i++)
        {
            Span<byte> one = bytes.AsSpan(i * SocketFilterInstruction.Size, SocketFilterInstruction.Size);
            MemoryMarshal.Write(one, Instructions[i].Code);
            one[2] = Instructions[i].JumpTrue;
            one[3] = Instructions[i].JumpFalse;
            MemoryMarshal.Write(one[4..], Instructions[i].Operand);
        }

        return bytes;
    }
}
