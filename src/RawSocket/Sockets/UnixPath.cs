using RawSockets.Interop;

namespace RawSockets;

/// <summary>What stands at the path of a Unix socket.</summary>
internal enum UnixPathState
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>A socket file that no open socket is bound to.</summary>
    Stale,

    /// <summary>A socket file that an open socket is bound to.</summary>
    Live,

    /// <summary>Something that is no socket.</summary>
    OtherFile,
}

/// <summary>Finds out what stands at the path of a Unix socket, without connecting to it.</summary>
internal static class UnixPath
{
    private const string Table = "/proc/net/unix";

    internal static UnixPathState StateOf(UnixEndPoint endPoint)
    {
        if (Sys.LinkStatx(endPoint.Name, out FileStatus identity) < 0)
        {
            return UnixPathState.Free;
        }

        if (!identity.IsSocket)
        {
            return UnixPathState.OtherFile;
        }

        return IsBound(endPoint.Path!) ? UnixPathState.Live : UnixPathState.Stale;
    }

    // proc(5): the path is the eighth column, as it was given to bind(2), and missing for unnamed sockets.
    private static bool IsBound(string path)
    {
        foreach (string line in File.ReadLines(Table))
        {
            string[] columns = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length == 8 && SamePath(columns[7], path))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SamePath(string bound, string path) =>
        bound == path
        || (!bound.StartsWith('@') && Path.GetFileName(bound) == Path.GetFileName(path) && Path.GetFullPath(bound) == Path.GetFullPath(path));
}
