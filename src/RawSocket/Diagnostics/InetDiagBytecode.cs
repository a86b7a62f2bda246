using System.Runtime.InteropServices;

namespace RawSockets.Diagnostics;

/// <summary>
/// Builds the filter program of an inet_diag request: conditions that all must hold, each a jump forward. One that does not hold
/// jumps four bytes behind the end, which is the kernel's sign for "no".
/// </summary>
internal sealed class InetDiagBytecode
{
    private const int OperationSize = 4;
    private const int PortConditionSize = 2 * OperationSize;
    private const byte SourceAtLeast = 2;
    private const byte SourceAtMost = 3;
    private const byte DestinationAtLeast = 4;
    private const byte DestinationAtMost = 5;

    private readonly List<(byte Code, ushort Port)> _conditions = [];

    internal static InetDiagBytecode For(InetSocketQuery query)
    {
        InetDiagBytecode program = new();
        program.AddPort(query.LocalPort, SourceAtLeast, SourceAtMost);
        program.AddPort(query.RemotePort, DestinationAtLeast, DestinationAtMost);
        return program;
    }

    internal int Size => _conditions.Count * PortConditionSize;

    internal void Write(Span<byte> destination)
    {
        for (int i = 0; i < _conditions.Count; i++)
        {
            int left = Size - (i * PortConditionSize);
            Span<byte> operation = destination[(i * PortConditionSize)..];
            operation[0] = _conditions[i].Code;
            operation[1] = PortConditionSize;
            MemoryMarshal.Write(operation[2..], (ushort)(left + OperationSize));

            // The port is in the second operation's place for a jump.
            operation[4] = operation[5] = 0;
            MemoryMarshal.Write(operation[6..], _conditions[i].Port);
        }
    }

    // Equality is an operation of newer kernels only; at least and at most are in all of them.
    private void AddPort(int? port, byte atLeast, byte atMost)
    {
        if (port is { } number)
        {
            _conditions.Add((atLeast, (ushort)number));
            _conditions.Add((atMost, (ushort)number));
        }
    }
}
