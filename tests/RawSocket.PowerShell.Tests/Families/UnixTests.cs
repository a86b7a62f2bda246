using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Families;

/// <summary>Unix sockets: paths, abstract names, and whose file it is.</summary>
public sealed class UnixTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rawsocket-").FullName;

    private string SocketPath => Path.Combine(_folder, "s.sock");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Stream")]
    [InlineData("SeqPacket")]
    public void Connections_by_path(string type)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            $$"""
            $listener = New-RawSocket Unix {{type}} | Set-RawSocketAddress -Path '{{SocketPath}}' -PassThru | Start-RawListen -PassThru
            $client = New-RawSocket Unix {{type}} | Connect-RawSocket -Path '{{SocketPath}}' -PassThru
            $peer = $listener | Receive-RawConnection -Timeout 5000
            $client | Send-RawData 'hello'
            $peer | Receive-RawData -AsString -Timeout 5000
            "$($peer.LocalEndPoint)|$($peer.RemoteEndPoint)|$($client.RemoteEndPoint)"
            $client, $peer, $listener | Close-RawSocket
            """);
        Assert.Equal(["hello", $"{SocketPath}|unix:|{SocketPath}"], outcome.Lines());
        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public void Abstract_names_leave_no_file()
    {
        using Engine engine = new();
        string name = "@rawsocket-" + Guid.NewGuid().ToString("N");
        Outcome outcome = engine.Run(
            $$"""
            $receiver = New-RawSocket Unix Dgram | Set-RawSocketAddress -Path '{{name}}' -PassThru
            $sender = New-RawSocket Unix Dgram
            Send-RawDatagram $sender 'hello' -Path '{{name}}'
            $receiver | Receive-RawDatagram -Timeout 5000 | ForEach-Object Text
            $receiver.LocalEndPoint.ToString()
            $receiver, $sender | Close-RawSocket
            """);
        Assert.Equal(["hello", name], outcome.Lines());
    }

    [Fact]
    public void A_relative_path_is_taken_from_the_location()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            $"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder}'); $s = New-RawSocket Unix Stream | Set-RawSocketAddress -Path s.sock -PassThru; \"$($s.LocalEndPoint)\"; $s | Close-RawSocket");
        Assert.Equal([SocketPath], outcome.Lines());
    }

    [Fact]
    public void A_live_path_is_never_replaced()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            $$"""
            $first = New-RawSocket Unix Stream | Set-RawSocketAddress -Path '{{SocketPath}}' -PassThru | Start-RawListen -PassThru
            $second = New-RawSocket Unix Stream
            $second | Set-RawSocketAddress -Path '{{SocketPath}}' -Force
            $second | Close-RawSocket
            [System.IO.File]::Exists('{{SocketPath}}')
            $first | Close-RawSocket
            """);
        Assert.StartsWith("bind,EADDRINUSE", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("True", Assert.Single(outcome.Output).ToString());
    }

    [Fact]
    public void A_stale_path_is_replaced_with_Force_only()
    {
        using (System.Net.Sockets.Socket left = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0))
        {
            left.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(SocketPath + ".tmp"));

            // .NET removes the file it bound; a copy by another name stays, as after a crash.
            File.Move(SocketPath + ".tmp", SocketPath);
        }

        using Engine engine = new();
        Outcome without = engine.Run($"$s = New-RawSocket Unix Stream; $s | Set-RawSocketAddress -Path '{SocketPath}'; $s | Close-RawSocket");
        Assert.StartsWith("bind,EADDRINUSE", without.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("nobody has open any more", without.Failure().Exception.Message, StringComparison.Ordinal);
        engine.Run($"$s = New-RawSocket Unix Stream; $s | Set-RawSocketAddress -Path '{SocketPath}' -Force; $s | Close-RawSocket").Succeeded();
        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public void A_file_that_is_no_socket_is_never_replaced()
    {
        File.WriteAllText(SocketPath, "precious");
        using Engine engine = new();
        Outcome outcome = engine.Run($"$s = New-RawSocket Unix Stream; $s | Set-RawSocketAddress -Path '{SocketPath}' -Force; $s | Close-RawSocket");
        Assert.StartsWith("bind,EADDRINUSE", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(SocketPath));
    }

    [Fact]
    public void Another_file_at_the_path_is_not_removed_on_close()
    {
        using Engine engine = new();
        engine.Run($"$s = New-RawSocket Unix Stream | Set-RawSocketAddress -Path '{SocketPath}' -PassThru").Succeeded();
        File.Delete(SocketPath);
        File.WriteAllText(SocketPath, "somebody's");
        engine.Run("$s | Close-RawSocket").Succeeded();
        Assert.Equal("somebody's", File.ReadAllText(SocketPath));
    }

    [Theory]
    [InlineData(109, false)]
    [InlineData(108, true)]
    public void A_name_that_does_not_fit_is_refused_before_any_call(int length, bool isAbstract)
    {
        string name = (isAbstract ? "@" : "/") + new string('x', isAbstract ? length : length - 1);
        using Engine engine = new();
        Outcome outcome = engine.Run($"$s = New-RawSocket Unix Stream; $s | Set-RawSocketAddress -Path '{name}'; $s | Close-RawSocket");
        Assert.StartsWith("InvalidArgument,Path", outcome.Errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(isAbstract ? "at most 107" : "at most 108", outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_family_is_refused()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run("$s = New-RawSocket Unix Stream; $s | Set-RawSocketAddress 127.0.0.1 0; $s | Close-RawSocket");
        Assert.StartsWith("bind,EAFNOSUPPORT", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
