using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>What the kernel knows of an MPTCP connection: struct mptcp_info, linux/mptcp.h. Kernels append fields to it.</summary>
public sealed record MptcpInfo
{
    private const int LeastLength = 40;
    private const int FallbackFlag = 1;
    private const int RemoteKeyFlag = 2;

    private MptcpInfo()
    {
    }

    /// <summary>Paths beyond the first.</summary>
    public int Subflows { get; private init; }

    /// <summary>Addresses that were announced to the peer.</summary>
    public int AddressesSignalled { get; private init; }

    /// <summary>Addresses that the peer announced.</summary>
    public int AddressesAccepted { get; private init; }

    /// <summary>The most paths beyond the first.</summary>
    public int MaxSubflows { get; private init; }

    /// <summary>Whether the connection fell back to plain TCP.</summary>
    public bool HasFallenBack { get; private init; }

    /// <summary>Whether the peer's key came, without which there is no second path.</summary>
    public bool HasRemoteKey { get; private init; }

    /// <summary>The connection's token.</summary>
    public long Token { get; private init; }

    /// <summary>The sequence number of the next byte written.</summary>
    public ulong WriteSequence { get; private init; }

    /// <summary>The sequence number of the first byte that is not acknowledged.</summary>
    public ulong SendUnacknowledged { get; private init; }

    /// <summary>The sequence number of the next byte received.</summary>
    public ulong ReceiveNext { get; private init; }

    /// <summary>Reads a struct mptcp_info.</summary>
    /// <param name="value">The bytes that the kernel gave.</param>
    /// <returns>What they say; zeros when they are too few for any kernel's struct.</returns>
    public static MptcpInfo Read(ReadOnlySpan<byte> value)
    {
        if (value.Length < LeastLength)
        {
            return new MptcpInfo();
        }

        int flags = MemoryMarshal.Read<int>(value[8..]);
        return new MptcpInfo
        {
            Subflows = value[0],
            AddressesSignalled = value[1],
            AddressesAccepted = value[2],
            MaxSubflows = value[3],
            HasFallenBack = (flags & FallbackFlag) != 0,
            HasRemoteKey = (flags & RemoteKeyFlag) != 0,
            Token = MemoryMarshal.Read<uint>(value[12..]),
            WriteSequence = MemoryMarshal.Read<ulong>(value[16..]),
            SendUnacknowledged = MemoryMarshal.Read<ulong>(value[24..]),
            ReceiveNext = MemoryMarshal.Read<ulong>(value[32..]),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => HasFallenBack ? "fallen back to TCP" : $"{Subflows + 1} paths";
}
