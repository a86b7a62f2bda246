using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>Who is at the other end of a Unix socket, struct ucred, unix(7).</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="UserId">Its user.</param>
/// <param name="GroupId">Its group.</param>
public sealed record PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    internal const int Length = 12;

    internal static PeerCredentials? Read(ReadOnlySpan<byte> data) => data.Length < Length
        ? null
        : new(MemoryMarshal.Read<int>(data), MemoryMarshal.Read<uint>(data[4..]), MemoryMarshal.Read<uint>(data[8..]));

    /// <inheritdoc/>
    public override string ToString() => $"pid {ProcessId}, uid {UserId}, gid {GroupId}";
}
