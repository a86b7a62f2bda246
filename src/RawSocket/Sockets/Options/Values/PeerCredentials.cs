namespace RawSockets;

/// <summary>SO_PEERCRED's value, unix(7): who connected, or made the pair, at the time of the call.</summary>
/// <param name="ProcessId">The process; 0 when there is no peer.</param>
/// <param name="UserId">The effective user; -1 when there is no peer.</param>
/// <param name="GroupId">The effective group; -1 when there is no peer.</param>
public sealed record PeerCredentials(int ProcessId, int UserId, int GroupId)
{
    /// <inheritdoc/>
    public override string ToString() => $"pid {ProcessId}, uid {UserId}, gid {GroupId}";
}
