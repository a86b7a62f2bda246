using System.Net.Sockets;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class UnixPathTests : ExplanationTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rs-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "s");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ErrorExplanation Bind(string path) => Provoke("bind", path, 98, () => UnixSockets.Bound(path).Dispose());

    private static ErrorExplanation Connect(string path, int errno) => Provoke("connect", path, errno, () => UnixSockets.Client(path).Dispose());

    private static ErrorExplanation Provoke(string call, string path, int errno, Action action)
    {
        Assert.Equal(errno, Assert.Throws<SocketException>(action).ErrorCode);
        ErrorExplanation? said = ErrorExplanation.ForUnixPath(call, new Errno(errno), path);
        Assert.NotNull(said);
        return said;
    }

    [Fact]
    public void A_live_path_names_who_listens()
    {
        using Socket listener = UnixSockets.Listener(Path);
        using Socket client = UnixSockets.Client(Path);
        Says(Bind(Path), $"'{Path}' is in use: {Me} listens there (Stream).");
    }

    [Fact]
    public void A_live_path_is_found_under_another_name_too()
    {
        string link = System.IO.Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, Path);
        using Socket listener = UnixSockets.Listener(Path);
        Says(Bind(link), Me);
    }

    [Fact]
    public void A_datagram_socket_is_bound_and_does_not_listen()
    {
        using Socket bound = UnixSockets.Bound(Path, System.Net.Sockets.SocketType.Dgram);
        Says(Bind(Path), $"{Me} is bound there (Dgram)");
    }

    [Fact]
    public void A_stale_path_is_called_stale()
    {
        Leave(Path);
        ErrorExplanation said = Bind(Path);
        Says(said, "is stale");
        Advises(said, "-Force");
    }

    [Fact]
    public void A_file_that_is_no_socket_is_called_so()
    {
        File.WriteAllText(Path, "");
        Says(Bind(Path), "exists and is no socket");
    }

    [Fact]
    public void An_abstract_name_names_who_listens()
    {
        string name = $"rs-{Guid.NewGuid():N}";
        using Socket listener = UnixSockets.Listener("\0" + name);
        Assert.Equal(98, Assert.Throws<SocketException>(() => UnixSockets.Bound("\0" + name)).ErrorCode);
        Says(ErrorExplanation.ForUnixPath("bind", new Errno(98), "@" + name)!, $"{Me} listens there");
    }

    [Fact]
    public void The_endpoint_of_an_exception_is_enough()
    {
        using Socket listener = UnixSockets.Listener(Path);
        RawSocketException exception = new("bind", new Errno(98), new UnixDomainSocketEndPoint(Path));
        Says(ErrorExplanation.For(exception)!, $"{Me} listens there");
    }

    [Fact]
    public void A_stale_path_refuses_connections()
    {
        Leave(Path);
        Says(Connect(Path, 111), $"Nobody listens at '{Path}'");
    }

    [Fact]
    public void A_path_that_is_bound_and_does_not_listen_says_so()
    {
        using Socket bound = UnixSockets.Bound(Path);
        Says(Connect(Path, 111), $"{Me} is bound at '{Path}'", "takes no connections");
    }

    [Fact]
    public void A_missing_path_and_a_missing_folder_are_told_apart()
    {
        Says(ErrorExplanation.ForUnixPath("connect", new Errno(2), Path)!, "no server has made it");
        Says(ErrorExplanation.ForUnixPath("bind", new Errno(2), Path + "/deeper/s")!, "does not exist");
    }

    [Fact]
    public void A_socket_of_another_type_is_told_with_its_type()
    {
        using Socket bound = UnixSockets.Bound(Path, System.Net.Sockets.SocketType.Dgram);
        ErrorExplanation said = Connect(Path, 91);
        Says(said, "is of type Dgram");
        Advises(said, "-SocketType Dgram");
    }

    [Fact]
    public void Forbidden_paths_say_what_is_wanted()
    {
        Assert.SkipUnless(Environment.UserName == "root", "a folder of another user is wanted");
        using Socket listener = UnixSockets.Listener(Path);
        ThreadPrivileges.WithoutPrivileges(() =>
        {
            Says(Connect(Path, 13), "permission to write");
            Says(Provoke("bind", Path + "2", 13, () => UnixSockets.Bound(Path + "2").Dispose()), $"may not make files in '{_folder}'");
        });
    }

    // .NET removes the file when it closes a socket that it bound; a killed program does not.
    private static void Leave(string path)
    {
        string aside = path + ".aside";
        Socket socket = UnixSockets.Bound(path);
        File.Move(path, aside);
        socket.Dispose();
        File.Move(aside, path);
    }
}
