using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets.Diagnostics;

/// <summary>
/// Builds the filter program of an inet_diag request: conditions that all must hold, each of which may have alternatives. An operation
/// that does not hold jumps to the next alternative; the last one's jump goes four bytes behind the end, the kernel's sign for "no".
/// </summary>
internal sealed class InetDiagBytecode
{
    private const int OperationSize = 4;
    private const int LargestPort = ushort.MaxValue;

    /// <summary>The kernel checks every jump by walking over the program, so long lists are better left to the reader of the rows.</summary>
    private const int MostAlternatives = 500;

    private const byte Jump = 1;
    private const byte SourceAtLeast = 2;
    private const byte SourceAtMost = 3;
    private const byte DestinationAtLeast = 4;
    private const byte DestinationAtMost = 5;
    private const byte SourceAddress = 7;
    private const byte DestinationAddress = 8;
    private const byte Device = 9;

    // Conditions of alternatives of operations; an operation's jump is filled in when the program is written.
    private readonly List<List<List<byte[]>>> _conditions = [];

    internal int Size => _conditions.Sum(SizeOf);

    /// <summary>As much of a query as the kernel can decide.</summary>
    /// <param name="query">The query.</param>
    /// <param name="interfaces">The indexes of its interfaces.</param>
    internal static InetDiagBytecode For(SocketStateQuery query, IReadOnlyList<int> interfaces)
    {
        InetDiagBytecode program = new();
        program.AddPorts(query.LocalPorts, SourceAtLeast, SourceAtMost);
        program.AddPorts(query.RemotePorts, DestinationAtLeast, DestinationAtMost);
        program.Add([.. interfaces.Select(static index => new List<byte[]> { Operation(Device, BitConverter.GetBytes(index)) })]);
        program.AddAddresses(query.LocalAddresses, SourceAddress);
        program.AddAddresses(query.RemoteAddresses, DestinationAddress);
        return program;
    }

    internal void Write(Span<byte> destination)
    {
        int at = 0;
        int end = Size;
        foreach (List<List<byte[]>> condition in _conditions)
        {
            int conditionEnd = at + SizeOf(condition);
            for (int i = 0; i < condition.Count; i++)
            {
                bool isLast = i == condition.Count - 1;
                int next = at + condition[i].Sum(static operation => operation.Length) + (isLast ? 0 : OperationSize);
                foreach (byte[] operation in condition[i])
                {
                    operation.CopyTo(destination[at..]);
                    SetJump(destination, at, isLast ? end + OperationSize : next);
                    at += operation.Length;
                }

                if (!isLast)
                {
                    destination[at] = Jump;
                    destination[at + 1] = OperationSize;
                    SetJump(destination, at, conditionEnd);
                    at += OperationSize;
                }
            }
        }
    }

    private static void SetJump(Span<byte> program, int from, int to) => MemoryMarshal.Write(program[(from + 2)..], (ushort)(to - from));

    private static int SizeOf(List<List<byte[]>> condition) =>
        condition.Sum(static alternative => alternative.Sum(static operation => operation.Length)) + ((condition.Count - 1) * OperationSize);

    private void Add(List<List<byte[]>> alternatives)
    {
        if (alternatives.Count is > 0 and <= MostAlternatives && alternatives.TrueForAll(static alternative => alternative.Count > 0))
        {
            _conditions.Add(alternatives);
        }
    }

    private void AddPorts(IReadOnlyList<SocketPorts> ports, byte atLeast, byte atMost) => Add(
        [.. ports.Where(static range => range.First <= LargestPort).Select(range => Port(range, atLeast, atMost))]);

    // Equality is an operation of newer kernels only; at least and at most are in all of them.
    private static List<byte[]> Port(SocketPorts range, byte atLeast, byte atMost)
    {
        List<byte[]> operations = [];
        if (range.First > 0)
        {
            operations.Add(PortOperation(atLeast, range.First));
        }

        if (range.Last < LargestPort)
        {
            operations.Add(PortOperation(atMost, range.Last));
        }

        return operations;
    }

    // The port is in the second operation's place for a jump.
    private static byte[] PortOperation(byte code, long port) => Operation(code, [0, 0, (byte)port, (byte)(port >> 8)]);

    private void AddAddresses(IReadOnlyList<AddressPattern> patterns, byte code)
    {
        // A pattern that is a name needs the row to be decided.
        if (patterns.All(static pattern => pattern.Network is not null))
        {
            Add([.. patterns.Select(pattern => new List<byte[]> { Operation(code, Host(pattern.Network!.Value)) })]);
        }
    }

    // struct inet_diag_hostcond: family, length of the prefix, port (-1 for any), address
    private static byte[] Host(IPNetwork network)
    {
        byte[] address = network.BaseAddress.GetAddressBytes();
        AddressFamily family = address.Length == 4 ? AddressFamily.Inet : AddressFamily.Inet6;
        return [(byte)family, (byte)network.PrefixLength, 0, 0, 0xff, 0xff, 0xff, 0xff, .. address];
    }

    private static byte[] Operation(byte code, byte[] operand) => [code, (byte)(OperationSize + operand.Length), 0, 0, .. operand];
}
