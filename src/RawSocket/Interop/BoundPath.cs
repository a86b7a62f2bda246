using RawSockets.Interop;

namespace RawSockets;

/// <summary>
/// The file that bind(2) made for a Unix socket. The kernel leaves it behind when the socket is closed; it is removed if it is
/// still the very file that was made, and not one that somebody put in its place.
/// </summary>
internal sealed class BoundPath
{
    private readonly UnixEndPoint _endPoint;
    private readonly FileStatus _identity;

    private BoundPath(UnixEndPoint endPoint, FileStatus identity)
    {
        _endPoint = endPoint;
        _identity = identity;
    }

    /// <returns>The file just made, or null when it is gone already.</returns>
    internal static BoundPath? JustMade(UnixEndPoint endPoint) =>
        Sys.LinkStatx(endPoint.Name, out FileStatus identity) >= 0 ? new BoundPath(endPoint, identity) : null;

    internal void Remove()
    {
        if (Sys.LinkStatx(_endPoint.Name, out FileStatus now) >= 0 && now.IsSameFile(_identity))
        {
            _ = Sys.Unlink(_endPoint.Name);
        }
    }
}
