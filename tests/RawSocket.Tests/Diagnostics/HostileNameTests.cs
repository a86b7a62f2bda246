using System.Diagnostics;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Other users choose the names of their processes and sockets; a terminal that obeyed what is in them would be theirs.</summary>
public sealed class HostileNameTests
{
    private const string Program =
        """
        import os, socket, sys, time
        open('/proc/self/comm', 'w').write('a\x1b[31m\nb')
        port = socket.socket(); port.bind(('127.0.0.1', 0)); port.listen()
        unix = socket.socket(socket.AF_UNIX); unix.bind('\0raw\x1b[2J\n' + str(os.getpid())); unix.listen()
        print(port.getsockname()[1], flush=True)
        sys.stdin.read()
        """;

    [Fact]
    public void Control_characters_in_them_are_not_shown_as_such()
    {
        Assert.SkipUnless(Tool.Exists("python3"), "python3 is not on this machine");
        using Process child = Process.Start(new ProcessStartInfo("python3", ["-c", Program]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            int port = int.Parse(child.StandardOutput.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);
            SocketState row = Assert.Single(new SocketStateReader().Read(new() { LocalPorts = [port], States = TcpStates.All }));
            Assert.Equal(@"a\x1b[31m\x0ab", row.ProcessName);

            var unix = new SocketStateReader().Read(new() { Protocols = [SocketProtocol.Unix] }).OfType<UnixSocketState>()
                .Single(one => one.Name?.EndsWith($"{child.Id}", StringComparison.Ordinal) == true && one.Name.StartsWith("@raw", StringComparison.Ordinal));
            Assert.Equal($@"@raw\x1b[2J\x0a{child.Id}", unix.Name);

            using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
            var refused = Refused.By(() => socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port)));
            ErrorExplanation? explained = ErrorExplanation.For(refused, socket);
            Assert.Contains(@"a\x1b[31m\x0ab", explained?.Meaning, StringComparison.Ordinal);
        }
        finally
        {
            child.StandardInput.Close();
            child.WaitForExit();
        }
    }
}
