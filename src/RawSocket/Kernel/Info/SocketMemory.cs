using System.Runtime.InteropServices;

namespace RawSockets.Diagnostics;

/// <summary>What a socket's buffers take and may take, in bytes: INET_DIAG_SKMEMINFO of sock_diag(7).</summary>
public sealed record SocketMemory
{
    private const int Fields = 9;

    private SocketMemory()
    {
    }

    /// <summary>What the received data takes, overhead included.</summary>
    public uint Received { get; private init; }

    /// <summary>The bound of it (SO_RCVBUF).</summary>
    public uint ReceiveBuffer { get; private init; }

    /// <summary>What the data on its way to the network takes.</summary>
    public uint Sent { get; private init; }

    /// <summary>The bound of it (SO_SNDBUF).</summary>
    public uint SendBuffer { get; private init; }

    /// <summary>What is set aside for what comes.</summary>
    public uint ForwardAllocated { get; private init; }

    /// <summary>What is queued to be sent.</summary>
    public uint Queued { get; private init; }

    /// <summary>What options and filters take.</summary>
    public uint Options { get; private init; }

    /// <summary>Packets that came while the program had the socket locked.</summary>
    public uint Backlog { get; private init; }

    /// <summary>Packets that were dropped.</summary>
    public uint Drops { get; private init; }

    /// <summary>Reads the kernel's array; what an older kernel does not give is 0.</summary>
    internal static SocketMemory Read(ReadOnlySpan<byte> value)
    {
        Span<uint> fields = stackalloc uint[Fields];
        fields.Clear();
        Span<byte> bytes = MemoryMarshal.AsBytes(fields);
        value[..Math.Min(value.Length, bytes.Length)].CopyTo(bytes);
        return new SocketMemory
        {
            Received = fields[0],
            ReceiveBuffer = fields[1],
            Sent = fields[2],
            SendBuffer = fields[3],
            ForwardAllocated = fields[4],
            Queued = fields[5],
            Options = fields[6],
            Backlog = fields[7],
            Drops = fields[8],
        };
    }

    /// <summary>Gives the values in ss(8)'s notation.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"r{Received},rb{ReceiveBuffer},t{Sent},tb{SendBuffer},f{ForwardAllocated},w{Queued},o{Options},bl{Backlog},d{Drops}";
}
