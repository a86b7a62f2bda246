using RawSockets.Interop;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>Errors on the paths and abstract names of Unix sockets.</summary>
internal static class UnixPaths
{
    internal static ErrorExplanation? InUse(Failure failure)
    {
        if (failure.UnixPath is not { } path)
        {
            return null;
        }

        List<UnixSocketState> at = At(failure, path);
        if (at.Count > 0)
        {
            return new(
                $"'{path}' is in use: {Who(failure, at)} {Verb(at[0])} there ({at[0].Type}).",
                "End that program, or choose another path.");
        }

        if (path[0] == '@')
        {
            return new($"When it was looked up, nobody had the abstract name '{path}' any more.", "Try again.");
        }

        return Sys.Statx(path, out FileStatus status) >= 0 && !status.IsSocket
            ? new($"'{path}' exists and is no socket.", "Choose another path; -Force replaces only the files of sockets that nobody has open.")
            : new(
                $"'{path}' is stale: the file is there, but nobody has a socket open at it. Whoever made it ended without removing it.",
                "Set-RawSocketAddress -Force replaces it, or remove the file.");
    }

    internal static ErrorExplanation? Refused(Failure failure)
    {
        if (failure.UnixPath is not { } path)
        {
            return null;
        }

        List<UnixSocketState> at = At(failure, path);
        if (at.Count > 0)
        {
            return new(
                $"{Who(failure, at)} {Verb(at[0])} at '{path}' ({at[0].Type}), but takes no connections there.",
                "Connect once it listens, with a socket of its type.");
        }

        return path[0] == '@'
            ? new($"Nobody listens at the abstract name '{path}'.", "Start the server first; abstract names belong to the network namespace.")
            : new(
                $"Nobody listens at '{path}': the file was left behind by a server that ended.",
                "Start the server again; Set-RawSocketAddress -Force replaces the file.");
    }

    internal static ErrorExplanation? Missing(Failure failure)
    {
        if (failure.UnixPath is not { } path)
        {
            return null;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        return Directory.Exists(folder)
            ? new($"There is no '{path}': no server has made it, or it was removed.", "Start the server first, or correct the path.")
            : new($"The folder '{folder}' does not exist.", "Create it, or correct the path.");
    }

    internal static ErrorExplanation? Forbidden(Failure failure)
    {
        if (failure.UnixPath is not { } path)
        {
            return null;
        }

        return failure.Call == "bind"
            ? new(
                $"This user may not make files in '{Path.GetDirectoryName(Path.GetFullPath(path))}'.",
                "Choose a folder that this user may write to, such as the one named by $env:XDG_RUNTIME_DIR.")
            : new(
                $"This user may not connect to '{path}': that takes permission to write to the socket's file and to search the folders above it.",
                "Ask the server's owner to change the file's mode or group, or run as another user.");
    }

    internal static ErrorExplanation? WrongType(Failure failure)
    {
        if (failure.UnixPath is not { } path)
        {
            return null;
        }

        List<UnixSocketState> at = At(failure, path);
        return at.Count == 0
            ? null
            : new(
                $"The socket at '{path}' is of type {at[0].Type}, this one {(failure.Kind is { } kind ? $"of type {kind.Type}" : "of another")}.",
                $"Use New-RawSocket -AddressFamily Unix -SocketType {at[0].Type}.");
    }

    private static string Verb(UnixSocketState entry) => entry.State == TcpState.Listen ? "listens" : "is bound";

    private static string Who(Failure failure, List<UnixSocketState> entries)
    {
        List<uint> inodes = [.. entries.Select(static entry => entry.Inode)];
        return Wording.Holders(inodes, entries.Select(static entry => entry.UserId ?? 0), failure.OwnersOf(inodes));
    }

    // Connections that a listener accepted carry its name too; who holds the path is the listener or a socket without a peer.
    private static List<UnixSocketState> At(Failure failure, string path)
    {
        bool isAbstract = path[0] == '@';
        FileStatus status = default;
        bool exists = !isAbstract && Sys.Statx(path, out status) >= 0;
        return
        [
            .. failure.UnixSockets()
                .Where(entry => entry.State == TcpState.Listen || entry.PeerInode == 0)
                .Where(entry => isAbstract ? entry.IsAbstract && entry.Name == path : !entry.IsAbstract && exists && IsFile(entry, status, path))
                .OrderBy(static entry => entry.State == TcpState.Listen ? 0 : 1),
        ];
    }

    // A name says little: it may be relative, or lead through links. But it settles what file systems without stable numbers leave open.
    private static bool IsFile(UnixSocketState entry, FileStatus file, string path) =>
        entry.FileInode != 0 && entry.FileInode == (uint)file.Inode
        && ((entry.FileDeviceMajor == file.DeviceMajor && entry.FileDeviceMinor == file.DeviceMinor) || entry.Name == path);
}
