using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Families;

/// <summary>Pairs, passed descriptors and credentials, and adopted descriptors.</summary>
public sealed class DescriptorTests
{
    [Theory]
    [InlineData("Stream")]
    [InlineData("Dgram")]
    [InlineData("SeqPacket")]
    public void A_pair_is_connected(string type)
    {
        using Engine engine = new();
        Assert.Equal(["hello"], engine.Run(
            $"$a, $b = New-RawSocketPair -SocketType {type}; $a | Send-RawData 'hello'; $b | Receive-RawData -AsString -Timeout 5000; $a, $b | Close-RawSocket").Lines());
    }

    [Fact]
    public void There_are_no_pairs_of_internet_sockets()
    {
        using Engine engine = new();
        Assert.StartsWith(
            "socketpair,EOPNOTSUPP",
            engine.Run("New-RawSocketPair -AddressFamily Inet").Failure().FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_passed_socket_is_the_same_connection_and_close_on_exec()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Engine engine = new())
        {
            Outcome outcome = engine.Run(
                """
                $one, $two = New-RawSocketPair
                $a, $b = New-RawSocketPair
                Send-RawDescriptor -Socket $one -Descriptor $a -Data 'with it'
                $message = $two | Receive-RawDescriptor -Timeout 5000
                [System.Text.Encoding]::UTF8.GetString($message.Data)
                $message | Send-RawData 'through it'
                $b | Receive-RawData -AsString -Timeout 5000
                $flags = [System.IO.File]::ReadAllLines("/proc/self/fdinfo/$($message.Descriptors[0].Descriptor)") -match '^flags'
                ([System.Convert]::ToInt64($flags[0].Split("`t")[1], 8) -band 0x80000) -ne 0
                $message | Close-RawSocket
                $one, $two, $a, $b | Close-RawSocket
                """);
            Assert.Equal(["with it", "through it", "True"], outcome.Lines());
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void A_passed_file_is_told_by_its_path()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $one, $two = New-RawSocketPair
            $file = [System.IO.File]::OpenRead('/etc/passwd')
            $file | Send-RawDescriptor -Socket $one
            $message = $two | Receive-RawDescriptor -Timeout 5000
            "$($message.Descriptors.Count) $($message.Descriptors[0].Target) $($message.Socket.Count)"
            $message.Descriptors[0].Dispose()
            $file.Dispose()
            $one, $two | Close-RawSocket
            """);
        Assert.Equal(["1 /etc/passwd 0"], outcome.Lines());
    }

    [Fact]
    public void Cut_ancillary_data_closes_what_arrived_and_says_so()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Engine engine = new())
        {
            Outcome outcome = engine.Run(
                """
                $one, $two = New-RawSocketPair
                Send-RawDescriptor -Socket $one -Descriptor $one, $one, $one -Data 'kept'
                $two | Receive-RawDescriptor -MaxCount 1 -Timeout 5000
                $two | Receive-RawData -AsString -Timeout 0
                $one, $two | Close-RawSocket
                """);
            Assert.StartsWith("recvmsg,EMSGSIZE", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("MSG_CTRUNC", outcome.Failure().Exception.Message, StringComparison.Ordinal);
            Assert.Equal("kept", Assert.Single(outcome.Output).ToString());
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void Credentials_are_this_processs()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $one, $two = New-RawSocketPair
            $two | Set-RawSocketOption PassCredentials $true
            Send-RawDescriptor -Socket $one -IncludeCredential
            ($two | Receive-RawDescriptor -Timeout 5000).Credentials.ProcessId
            $one, $two | Close-RawSocket
            """);
        Assert.Equal([$"{Environment.ProcessId}"], outcome.Lines());
    }

    [Fact]
    public void Descriptors_that_nobody_asked_for_are_closed()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Engine engine = new())
        {
            engine.Run(
                """
                $one, $two = New-RawSocketPair -SocketType Dgram
                Send-RawDescriptor -Socket $one -Descriptor $one, $two
                $null = $two | Receive-RawDatagram -Timeout 5000
                $one, $two | Close-RawSocket
                """).Succeeded();
        }

        before.AssertNothingLeft();
    }

    [Theory]
    [InlineData("900000", "getsockopt,EBADF")]
    [InlineData("$file.SafeFileHandle.DangerousGetHandle().ToInt32()", "getsockopt,ENOTSOCK")]
    [InlineData("$socket.Descriptor", "getsockopt,EBUSY")]
    public void What_can_not_be_adopted_stays_as_it_is(string descriptor, string identifier)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            $$"""
            $file = [System.IO.File]::OpenRead('/etc/passwd')
            $socket = New-RawSocket
            New-RawSocket -Descriptor ({{descriptor}})
            $null = $file.ReadByte()
            $file.Dispose()
            $socket | Set-RawSocketAddress 127.0.0.1 0
            $socket | Close-RawSocket
            """);
        Assert.StartsWith(identifier, outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inherited_socket_is_adopted_as_standard_input()
    {
        // inetd's way: the connection is descriptor 0 of the program.
        string python = Executables.Require("python3");
        System.Diagnostics.ProcessStartInfo command = Pwsh.Command("$s = New-RawSocket -Descriptor 0; $s | Receive-RawData -AsString -Timeout 10000; \"$($s.AddressFamily)\"");
        System.Diagnostics.ProcessStartInfo start = new(python, ["-c", "import socket, subprocess, sys; a, b = socket.socketpair(); a.sendall(b'hello'); sys.exit(subprocess.run(sys.argv[1:], stdin=b).returncode)", command.FileName, .. command.ArgumentList]);
        foreach ((string name, string? value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        using ChildProcess child = ChildProcess.Run(start);
        Assert.Equal("hello\nUnix\n", child.Output);
    }
}
