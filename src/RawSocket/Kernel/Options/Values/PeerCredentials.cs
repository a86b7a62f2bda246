using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>Who is at the other end of a Unix socket, struct ucred, unix(7): SO_PEERCRED's value, and what SCM_CREDENTIALS brings.</summary>
/// <param name="ProcessId">The process; 0 when there is no peer.</param>
/// <param name="UserId">The effective user; -1 when there is no peer.</param>
/// <param name="GroupId">The effective group; -1 when there is no peer.</param>
public sealed record PeerCredentials(int ProcessId, int UserId, int GroupId)
{
    internal const int Length = 12;

    internal static PeerCredentials? Read(ReadOnlySpan<byte> data) => data.Length < Length
        ? null
        : new(MemoryMarshal.Read<int>(data), MemoryMarshal.Read<int>(data[4..]), MemoryMarshal.Read<int>(data[8..]));

    /// <inheritdoc/>
    public override string ToString() => $"pid {ProcessId}, uid {UserId}, gid {GroupId}";
}
