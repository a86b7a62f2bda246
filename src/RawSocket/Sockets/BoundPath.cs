using RawSockets.Interop;

namespace RawSockets;

/// <summary>
/// The file that bind(2) made for a Unix socket. The kernel leaves it behind when the socket is closed; it is removed if it is
/// still the very file that was made, and not one that somebody put in its place.
/// </summary>
internal sealed class BoundPath
{
    private readonly UnixEndPoint _endPoint;
    private readonly Sys.FileIdentity _identity;

    private BoundPath(UnixEndPoint endPoint, Sys.FileIdentity identity)
    {
        _endPoint = endPoint;
        _identity = identity;
    }

    /// <returns>The file just made, or null when it is gone already.</returns>
    internal static BoundPath? JustMade(UnixEndPoint endPoint) =>
        Sys.LStat(endPoint.Name, out Sys.FileIdentity identity) >= 0 ? new BoundPath(endPoint, identity) : null;

    internal void Remove()
    {
        if (Sys.LStat(_endPoint.Name, out Sys.FileIdentity now) >= 0 && now == _identity)
        {
            _ = Sys.Unlink(_endPoint.Name);
        }
    }
}
