namespace RawSockets.Diagnostics;

/// <content>
/// The processes that have the socket. They are looked up once for all rows of a listing, when the first row is asked.
/// </content>
public abstract partial class SocketState
{
    /// <summary>The processes that have the socket open, as far as this user may know; none once no process has it.</summary>
    public IReadOnlyList<SocketOwner> Owners => Inode == 0 ? [] : _reader.Owners.Of(Inode);

    /// <summary>
    /// The same, by the name that Get-NetTCPConnection has for it. Null for none and not 0: to kill(2) that would mean the group of the caller.
    /// </summary>
    public int? OwningProcess => ProcessId;

    /// <summary>The first of those processes; null for none.</summary>
    public int? ProcessId => Owners is [var owner, ..] ? owner.ProcessId : null;

    /// <summary>The name of the first of those processes; null for none.</summary>
    public string? ProcessName => Owners is [var owner, ..] ? owner.Name : null;
}
