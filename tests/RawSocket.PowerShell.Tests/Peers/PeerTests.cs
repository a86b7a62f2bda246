using System.Diagnostics;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Peers;

/// <summary>
/// Other people's programs at the other end: ours connects to theirs and theirs to ours, over every family that both know. Each is
/// skipped where the program is not on the machine.
/// </summary>
public sealed class PeerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rawsocket-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ncat", "-4 127.0.0.1 {port}", "Inet", "127.0.0.1")]
    [InlineData("ncat", "-6 ::1 {port}", "Inet6", "::1")]
    [InlineData("nc.openbsd", "-N 127.0.0.1 {port}", "Inet", "127.0.0.1")]
    [InlineData("nc.openbsd", "-N ::1 {port}", "Inet6", "::1")]
    [InlineData("socat", "- TCP4:127.0.0.1:{port}", "Inet", "127.0.0.1")]
    [InlineData("socat", "- TCP6:[::1]:{port}", "Inet6", "::1")]
    public void A_TCP_client_of_theirs_talks_to_our_listener(string tool, string arguments, string family, string address)
    {
        string path = Executables.Require(tool);
        using Engine engine = new();
        int port = engine.Run(
            $"$l = New-RawSocket {family} | Set-RawSocketAddress {address} 0 -PassThru | Start-RawListen -PassThru; $l.LocalEndPoint.Port").Single<int>();
        using ChildProcess child = Start(path, arguments.Replace("{port}", $"{port}", StringComparison.Ordinal));
        child.Input.Write("from them\n"u8);
        child.Input.Flush();
        Assert.Equal(["from them\n"], engine.Run(
            "$p = $l | Receive-RawConnection -Timeout 10000; $p | Receive-RawData -Until \"`n\" -AsString -Timeout 10000").Lines());
        engine.Run("$p | Send-RawData \"from us`n\"").Succeeded();
        child.WaitForOutput("from us\n");
        child.EndInput();
        engine.Run("$p, $l | Close-RawSocket").Succeeded();
        child.WaitForExit();
    }

    [Theory]
    [InlineData("ncat", "-lU {path}")]
    [InlineData("nc.openbsd", "-lU {path}")]
    [InlineData("socat", "UNIX-LISTEN:{path} -")]
    public void Our_Unix_client_talks_to_their_listener(string tool, string arguments)
    {
        string program = Executables.Require(tool);
        string path = Path.Combine(_folder, "theirs.sock");
        using ChildProcess child = Start(program, arguments.Replace("{path}", path, StringComparison.Ordinal));
        using Engine engine = new();
        Until.True(() => File.Exists(path) && engine.Run(
            $"$s = New-RawSocket Unix Stream; $s | Connect-RawSocket -Path '{path}' -ErrorAction SilentlyContinue; $? ").Output[^1].BaseObject is true, "it listened");
        engine.Run("$s | Send-RawData \"from us`n\"").Succeeded();
        child.WaitForOutput("from us\n");
        child.Input.Write("from them\n"u8);
        child.Input.Flush();
        Assert.Equal(["from them\n"], engine.Run("$s | Receive-RawData -Until \"`n\" -AsString -Timeout 10000").Lines());
        engine.Run("$s | Close-RawSocket").Succeeded();
    }

    [Theory]
    [InlineData("ncat", "-U {path}")]
    [InlineData("nc.openbsd", "-NU {path}")]
    [InlineData("socat", "- UNIX-CONNECT:{path}")]
    public void A_Unix_client_of_theirs_talks_to_our_listener(string tool, string arguments)
    {
        string program = Executables.Require(tool);
        string path = Path.Combine(_folder, "ours.sock");
        using Engine engine = new();
        engine.Run($"$l = New-RawSocket Unix Stream | Set-RawSocketAddress -Path '{path}' -PassThru | Start-RawListen -PassThru").Succeeded();
        using ChildProcess child = Start(program, arguments.Replace("{path}", path, StringComparison.Ordinal));
        child.Input.Write("from them\n"u8);
        child.Input.Flush();
        Assert.Equal(["from them\n"], engine.Run(
            "$p = $l | Receive-RawConnection -Timeout 10000; $p | Receive-RawData -Until \"`n\" -AsString -Timeout 10000").Lines());
        engine.Run("$p | Send-RawData \"from us`n\"").Succeeded();
        child.WaitForOutput("from us\n");
        engine.Run("$p, $l | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void Socat_talks_to_an_abstract_name_of_ours()
    {
        string socat = Executables.Require("socat");
        string name = "rawsocket-" + Guid.NewGuid().ToString("N");
        using Engine engine = new();
        engine.Run($"$l = New-RawSocket Unix Stream | Set-RawSocketAddress -Path '@{name}' -PassThru | Start-RawListen -PassThru").Succeeded();
        using ChildProcess child = Start(socat, $"- ABSTRACT-CONNECT:{name}");
        child.Input.Write("from them\n"u8);
        child.Input.Flush();
        Assert.Equal(["from them\n"], engine.Run(
            "$p = $l | Receive-RawConnection -Timeout 10000; $p | Receive-RawData -Until \"`n\" -AsString -Timeout 10000").Lines());
        engine.Run("$p, $l | Close-RawSocket").Succeeded();
    }

    [Theory]
    [InlineData("ncat", "-u 127.0.0.1 {port}", "Inet", "127.0.0.1")]
    [InlineData("nc.openbsd", "-u 127.0.0.1 {port}", "Inet", "127.0.0.1")]
    [InlineData("socat", "- UDP4:127.0.0.1:{port}", "Inet", "127.0.0.1")]
    [InlineData("socat", "- UDP6:[::1]:{port}", "Inet6", "::1")]
    public void A_UDP_client_of_theirs_talks_to_our_socket(string tool, string arguments, string family, string address)
    {
        string path = Executables.Require(tool);
        using Engine engine = new();
        int port = engine.Run($"$u = New-RawSocket {family} Dgram | Set-RawSocketAddress {address} 0 -PassThru; $u.LocalEndPoint.Port").Single<int>();
        using ChildProcess child = Start(path, arguments.Replace("{port}", $"{port}", StringComparison.Ordinal));
        child.Input.Write("from them\n"u8);
        child.Input.Flush();
        Assert.Equal(["from them\n"], engine.Run("$d = $u | Receive-RawDatagram -Timeout 10000; $d.Text").Lines());
        engine.Run("Send-RawDatagram $u \"from us`n\" -EndPoint $d.RemoteEndPoint").Succeeded();
        child.WaitForOutput("from us\n");
        engine.Run("$u | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void Socat_talks_to_our_vsock_listener()
    {
        string socat = Executables.Require("socat");
        using Engine engine = new();
        Outcome listening = engine.Run(
            "$l = New-RawSocket Vsock Stream | Set-RawSocketAddress -EndPoint 'vsock:*:*' -PassThru | Start-RawListen -PassThru; "
            + "$t = New-RawSocket Vsock Stream; $t | Connect-RawSocket -EndPoint \"vsock:1:$($l.LocalEndPoint.Port)\" -Timeout 2000; $t | Close-RawSocket; $l.LocalEndPoint.Port");
        Assert.SkipWhen(listening.Errors.Count > 0, $"No vsock loopback here: {string.Join("; ", listening.Errors)}");
        using ChildProcess child = Start(socat, $"- VSOCK-CONNECT:1:{listening.Output[^1]}");
        child.Input.Write("from them\n"u8);
        child.Input.Flush();
        Assert.Equal(["from them\n"], engine.Run(
            "$null = $l | Receive-RawConnection -Timeout 5000; $p = $l | Receive-RawConnection -Timeout 10000; $p | Receive-RawData -Until \"`n\" -AsString -Timeout 10000").Lines());
        engine.Run("$p, $l | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void Python_passes_a_descriptor_to_us()
    {
        string python = Executables.Require("python3");
        string path = Path.Combine(_folder, "rights.sock");
        using Engine engine = new();
        engine.Run($"$l = New-RawSocket Unix Stream | Set-RawSocketAddress -Path '{path}' -PassThru | Start-RawListen -PassThru").Succeeded();
        const string Program = """
            import os, socket, sys
            s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
            f = os.open('/etc/passwd', os.O_RDONLY)
            a, b = socket.socketpair()
            socket.send_fds(s, [b'two'], [f, a.fileno()])
            b.sendall(b'hello from python')
            s.recv(1)
            """;
        using ChildProcess child = ChildProcess.Start(new ProcessStartInfo(python, ["-c", Program, path]));
        Outcome outcome = engine.Run(
            """
            $p = $l | Receive-RawConnection -Timeout 10000
            $m = $p | Receive-RawDescriptor -Timeout 10000
            "$($m.Descriptors[0].Target) $($m.Descriptors.Count)"
            $m.Socket[0] | Receive-RawData -AsString -Timeout 10000
            $m.Descriptors | ForEach-Object { $_.Dispose() }
            $p, $l | Close-RawSocket
            """);
        Assert.Equal(["/etc/passwd 2", "hello from python"], outcome.Lines());
        child.WaitForExit();
    }

    [Fact]
    public void Python_takes_a_descriptor_from_us()
    {
        string python = Executables.Require("python3");
        string path = Path.Combine(_folder, "rights.sock");
        using Engine engine = new();
        engine.Run($"$l = New-RawSocket Unix Stream | Set-RawSocketAddress -Path '{path}' -PassThru | Start-RawListen -PassThru").Succeeded();
        const string Program = """
            import os, socket, sys
            s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
            data, fds, flags, address = socket.recv_fds(s, 100, 4)
            print(data.decode(), len(fds), os.readlink(f'/proc/self/fd/{fds[0]}'), flush=True)
            """;
        using ChildProcess child = ChildProcess.Start(new ProcessStartInfo(python, ["-c", Program, path]));
        engine.Run(
            """
            $p = $l | Receive-RawConnection -Timeout 10000
            $f = [System.IO.File]::OpenRead('/etc/passwd')
            Send-RawDescriptor -Socket $p -Descriptor $f, $p -Data 'two'
            $f.Dispose()
            $p, $l | Close-RawSocket
            """).Succeeded();
        child.WaitForExit();
        Assert.Equal("two 2 /etc/passwd\n", child.Output);
    }

    private static ChildProcess Start(string program, string arguments) => ChildProcess.Start(new ProcessStartInfo(program, arguments.Split(' ')));
}
