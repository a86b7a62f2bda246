namespace RawSockets;

/// <summary>One instruction of a classic BPF program: struct sock_filter, socket(7) and bpf(4).</summary>
/// <param name="Code">The operation.</param>
/// <param name="JumpTrue">How many instructions are skipped when a comparison is true.</param>
/// <param name="JumpFalse">How many instructions are skipped when it is false.</param>
/// <param name="Operand">The operand, k.</param>
public readonly record struct SocketFilterInstruction(ushort Code, byte JumpTrue, byte JumpFalse, uint Operand)
{
    internal const int Size = 8;

    /// <inheritdoc/>
    public override string ToString() => $"{Code},{JumpTrue},{JumpFalse},{Operand}";
}
