namespace RawSockets.Diagnostics;

/// <content>The owners of all sockets, looked up once.</content>
public sealed partial class SocketStateReader
{
    private readonly Lock _ownersLock = new();
    private SocketOwners? _owners;

    /// <summary>The owners of all sockets of the machine. They are looked up by the first who asks; whoever asks meanwhile waits.</summary>
    public SocketOwners Owners
    {
        get
        {
            lock (_ownersLock)
            {
                return _owners ??= SocketOwners.All(Deadline.None);
            }
        }
    }

    /// <summary>Whether the owners were looked up.</summary>
    public bool HasOwners
    {
        get
        {
            lock (_ownersLock)
            {
                return _owners is not null;
            }
        }
    }
}
