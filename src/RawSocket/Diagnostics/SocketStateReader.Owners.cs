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
                return _owners ??= FindOwners();
            }
        }
    }

    /// <summary>Looks the owners up now, in place of those that were found before.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The owners.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SocketOwners FindOwners(CancellationToken cancellationToken = default)
    {
        using (CallTrace.To(null))
        {
            SocketOwners found = SocketOwners.All(Deadline.None, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            lock (_ownersLock)
            {
                return _owners = found;
            }
        }
    }
}
