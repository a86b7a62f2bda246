using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

public sealed class SocketObjectTests
{
    [Fact]
    public void A_new_socket_shows_what_it_is()
    {
        using Engine engine = new();
        PSObject socket = engine.Run("New-RawSocket").Single();
        Assert.True(socket.Get<int>("Descriptor") > 2);
        Assert.Equal("Inet", socket.Get<string>("AddressFamily"));
        Assert.Equal("Stream", socket.Get<string>("SocketType"));
        Assert.Equal("Tcp", socket.Get<string>("Protocol"));
        Assert.Null(socket.Get("LocalEndPoint"));
        Assert.Null(socket.Get("RemoteEndPoint"));
        Assert.False(socket.Get<bool>("NonBlocking"));
        Assert.False(socket.Get<bool>("IsClosed"));
        engine.Run("Get-RawSocket | Close-RawSocket").Succeeded();
        Assert.True(socket.Get<bool>("IsClosed"));
    }

    [Fact]
    public void A_connection_knows_both_of_its_ends()
    {
        using Engine engine = new();
        var ends = engine.Run(
            """
            $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Receive-RawConnection
            "$($client.LocalEndPoint)" -eq "$($peer.RemoteEndPoint)"
            "$($client.RemoteEndPoint)" -eq "$($peer.LocalEndPoint)"
            "$($client.RemoteEndPoint)" -eq "$($listener.LocalEndPoint)"
            $client.LocalEndPoint -is [System.Net.IPEndPoint]
            $client, $peer, $listener | Close-RawSocket
            """).Lines();
        Assert.Equal(["True", "True", "True", "True"], ends);
    }

    [Fact]
    public void Accepted_sockets_can_be_non_blocking()
    {
        using Engine engine = new();
        var modes = engine.Run(
            """
            $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
            $clients = foreach ($i in 1..3) { New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru }
            $peers = @($listener | Receive-RawConnection -Count 2) + @($listener | Receive-RawConnection -NonBlocking)
            $peers.NonBlocking
            $clients + $peers + $listener | Close-RawSocket
            """).Lines();
        Assert.Equal(["False", "False", "True"], modes);
    }

    [Fact]
    public void Get_RawSocket_lists_the_open_ones_by_descriptor()
    {
        using Engine engine = new();
        var found = engine.Run(
            """
            $all = foreach ($i in 1..3) { New-RawSocket }
            $all[1] | Close-RawSocket
            (Get-RawSocket).Descriptor -join ' ' -eq ($all[0], $all[2]).Descriptor -join ' '
            (Get-RawSocket -Descriptor $all[2].Descriptor) -eq $all[2]
            $all | Close-RawSocket
            @(Get-RawSocket).Count
            """).Lines();
        Assert.Equal("0", found[^1]);
        Assert.Equal("True", found[^2]);
    }

    [Theory]
    [InlineData("Set-RawSocketOption -Name NoDelay -Value $true")]
    [InlineData("Set-RawSocketFlag -NonBlocking $true -CloseOnExec $true")]
    [InlineData("Set-RawSocketAddress -Address 127.0.0.1 -Port 0")]
    [InlineData("Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port")]
    [InlineData("Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru | Send-RawData -Data 'x'")]
    [InlineData("Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru | Disconnect-RawSocket -Direction Send")]
    [InlineData("Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen")]
    public void PassThru_hands_the_socket_on_and_without_it_nothing_comes(string command)
    {
        using Engine engine = new();
        engine.Run("$listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru").Succeeded();
        Assert.Empty(engine.Run($"New-RawSocket | {command}").Succeeded().Output);
        PSObject passed = engine.Run($"New-RawSocket | {command} -PassThru").Single();
        Assert.Equal("RawSockets.RawSocket", passed.TypeNames[0]);
        engine.Run("Get-RawSocket | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void Closing_twice_is_no_error()
    {
        using Engine engine = new();
        engine.Run("$socket = New-RawSocket; $socket | Close-RawSocket; $socket | Close-RawSocket; $socket, $socket | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void A_flag_is_what_the_kernel_has()
    {
        using Engine engine = new();
        var flags = engine.Run(
            """
            foreach ($socket in (New-RawSocket), (New-RawSocket -Inheritable), (New-RawSocket -NonBlocking)) {
                ([System.IO.File]::ReadAllLines("/proc/self/fdinfo/$($socket.Descriptor)") -like 'flags:*') -replace '^flags:\s+'
                $socket | Set-RawSocketFlag -NonBlocking (-not $socket.NonBlocking)
                ([System.IO.File]::ReadAllLines("/proc/self/fdinfo/$($socket.Descriptor)") -like 'flags:*') -replace '^flags:\s+'
                $socket | Close-RawSocket
            }
            """).Lines();
        Assert.Equal(["02000002", "02004002", "02", "04002", "02004002", "02000002"], flags);
    }
}
