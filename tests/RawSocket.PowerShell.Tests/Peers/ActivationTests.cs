using System.Diagnostics;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Peers;

/// <summary>Sockets that a service manager opened, sd_listen_fds(3).</summary>
public sealed class ActivationTests
{
    private const string Serve = "$l = New-RawSocket -ListenName web; $p = $l | Receive-RawConnection -Timeout 20000; $p | Send-RawData \"activated`n\"; $p, $l | Close-RawSocket";

    [Fact]
    public void A_listening_socket_of_systemd_socket_activate_is_taken_by_its_name()
    {
        string systemd = Executables.Require("systemd-socket-activate");
        int port = Loopback.FreePort();
        ProcessStartInfo start = Pwsh.Command(
            Serve, systemd, "-l", $"127.0.0.1:{port}", "--fdname=web", "-E", "RAWSOCKET_MODULE", "-E", "DOTNET_ROOT", "-E", "PATH", "-E", "HOME");
        using ChildProcess child = ChildProcess.Start(start);
        System.Net.Sockets.Socket? client = null;
        Until.True(() => TryConnect(port, out client), "it listened", TimeSpan.FromSeconds(20));
        using (client)
        {
            Assert.Equal("activated\n", System.Text.Encoding.UTF8.GetString(client!.ReceiveAll()));
        }
    }

    [Fact]
    public void A_listening_socket_is_taken_by_its_name_however_it_was_handed_over()
    {
        string python = Executables.Require("python3");
        const string Program = """
            import os, socket, sys
            l = socket.socket(); l.bind(('127.0.0.1', 0)); l.listen()
            print(l.getsockname()[1], flush=True)
            fd = os.dup(l.fileno()); os.dup2(fd, 3); os.set_inheritable(3, True)
            os.environ.update(LISTEN_FDS='1', LISTEN_FDNAMES='web', LISTEN_PID=str(os.getpid()))
            os.execv(sys.argv[1], sys.argv[1:])
            """;
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(Serve, python, "-c", Program));
        child.WaitForOutput("\n");
        using System.Net.Sockets.Socket client = Loopback.Connect(int.Parse(child.Output.Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("activated\n", System.Text.Encoding.UTF8.GetString(client.ReceiveAll()));
        child.WaitForExit();
    }

    [Fact]
    public void A_name_that_was_not_handed_over_is_an_error()
    {
        using Engine engine = new();
        Assert.StartsWith("NotFound", engine.Run("New-RawSocket -ListenName nothing").Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Run("New-RawSocket -ListenName *").Succeeded().Output);
    }

    private static bool TryConnect(int port, out System.Net.Sockets.Socket? client)
    {
        try
        {
            client = Loopback.Connect(port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            client = null;
            return false;
        }
    }
}
