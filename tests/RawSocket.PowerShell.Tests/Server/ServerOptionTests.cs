using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Server;

/// <summary>Where a server listens, whom it lets in and what it does, as parameters.</summary>
public sealed class ServerOptionTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Fact]
    public void It_serves_a_Unix_socket_and_takes_its_file_away()
    {
        string path = Path.Combine(Path.GetTempPath(), $"rawsocket-{Guid.NewGuid():N}");
        Assert.Equal(
            ["over a path", "True", "False"],
            Lines(
                $$"""
                $s = Start-EchoServer -Path '{{path}}'
                $c = New-RawSocket Unix; $c | Connect-RawSocket -Path '{{path}}'
                $c | Send-RawData 'over a path'; $c | Receive-RawData -AsString
                [System.IO.File]::Exists('{{path}}')
                $c | Close-RawSocket; $s | Stop-EchoServer
                [System.IO.File]::Exists('{{path}}')
                """));
    }

    [Fact]
    public void It_serves_datagrams_and_streams_of_several_addresses_at_once()
    {
        Assert.Equal(
            ["3", "stream", "datagram"],
            Lines(
                """
                $s = Start-EchoServer -EndPoint 127.0.0.1:0, '@rawsocket-options'
                $d = Start-EchoServer -SocketType Dgram
                $s.LocalEndPoints.Count + $d.LocalEndPoints.Count
                'stream' | Connect-EchoClient -Port $s.LocalEndPoints[0].Port
                $u = New-RawSocket Inet Dgram
                Send-RawDatagram -Socket $u -Data 'datagram' -Address 127.0.0.1 -Port $d.LocalEndPoint.Port
                ($u | Receive-RawDatagram -Timeout 5000).Text
                $u | Close-RawSocket; $s, $d | Stop-EchoServer
                """));
    }

    [Theory]
    [InlineData("Discard", "")]
    [InlineData("CharacterGenerator", " !\"#$%&'()")]
    public void A_service_is_chosen_by_name(string service, string first)
    {
        Assert.Equal(
            [service, first],
            Lines(
                $$"""
                $s = Start-EchoServer -Service {{service}}
                "$($s.Service)"
                $c = New-RawSocket; $c | Connect-RawSocket -Address 127.0.0.1 -Port $s.LocalEndPoint.Port
                $c | Send-RawData 'ignored'; $c | Disconnect-RawSocket -Direction Send
                "$($c | Receive-RawData -AsString -Size 10)"
                $c | Close-RawSocket; $s | Stop-EchoServer -DrainTimeout 0
                """));
    }

    [Fact]
    public void Sessions_are_listed_and_ended()
    {
        Assert.Equal(
            ["1 5 5", "0", "NotFound"],
            Lines(
                """
                $s = Start-EchoServer
                $c = New-RawSocket; $c | Connect-RawSocket -Address 127.0.0.1 -Port $s.LocalEndPoint.Port
                $c | Send-RawData 'hello'; $null = $c | Receive-RawData
                $e = $s | Get-EchoSession
                $e | ForEach-Object { "$($_.Id) $($_.BytesReceived) $($_.BytesSent)" }
                $e | Stop-EchoSession -WhatIf
                $e | Stop-EchoSession
                ($c | Receive-RawData).Length
                $e | Stop-EchoSession -ErrorAction SilentlyContinue -ErrorVariable gone
                ($gone[0].FullyQualifiedErrorId -split ',')[0]
                $c | Close-RawSocket; $s | Stop-EchoServer
                """));
    }

    [Fact]
    public void A_listening_socket_from_the_pipeline_is_served()
    {
        Assert.Equal(
            ["adopted", "True"],
            Lines(
                """
                $l = New-RawSocket; $l | Set-RawSocketAddress -Address 127.0.0.1 -Port 0; $l | Start-RawListen
                $s = $l | Start-EchoServer
                'adopted' | Connect-EchoClient -Port $l.LocalEndPoint.Port
                $s | Stop-EchoServer
                $l.IsClosed
                """));
    }

    [Fact]
    public void Data_is_shown_as_a_dump_in_which_nothing_can_steer_the_terminal()
    {
        using Engine engine = new();
        using Engine client = new();
        using RunningScript serving = engine.Start("Start-EchoServer -Wait -Trace");
        Until.True(() => serving.Output.Count > 0, "it started");
        int port = ((System.Net.IPEndPoint)serving.Output[0].Get("LocalEndPoint")!).Port;
        client.Run($"\"`e[31mred\" | Connect-EchoClient -Port {port}").Succeeded();
        Until.True(() => serving.Output.Count >= 5, "the session was told");
        client.Run("Get-EchoServer | Stop-EchoServer").Succeeded();
        Outcome outcome = serving.Finish(TimeSpan.FromSeconds(10));
        client.Set("data", outcome.Output.Where(static one => one.Get<string>("Event") == "Data").ToArray());

        string shown = client.Show("$data");

        Assert.Contains("00000000  1b 5b 33 31 6d 72 65 64  0a", shown, StringComparison.Ordinal);
        Assert.Contains(".[31mred.", shown, StringComparison.Ordinal);
        Assert.Contains(" < 127.0.0.1:", shown, StringComparison.Ordinal);
        Assert.Contains(" > 127.0.0.1:", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-MaxConnections 2 -MaxConnectionsPerAddress 3", "MaxConnectionsPerAddress", "3 is more than MaxConnections, 2")]
    [InlineData("-AllowedAddress 10.0.0.0/8 -DeniedAddress 10.1.2.3/8", "AllowedAddress", "10.0.0.0/8 is in both")]
    [InlineData("-Service Broadcast -Worker 2", "Worker", "2 is too many")]
    [InlineData("-Service Broadcast -SocketType Dgram", "SocketType", "Broadcast is for streams")]
    [InlineData("-Socket (New-RawSocket)", "Socket", "does not listen")]
    [InlineData("-AllowedAddress 10.0.0.0/99", "AllowedAddress", "'10.0.0.0/99' is no address prefix")]
    [InlineData("-AllowedAddress @()", "AllowedAddress", "empty")]
    [InlineData("-MaxConnections 0", "MaxConnections", "0")]
    [InlineData("-IdleTimeout -1", "IdleTimeout", "-1")]
    [InlineData("-RateLimit 0", "RateLimit", "0")]
    [InlineData("-SocketType Raw", "SocketType", "Raw")]
    public void Options_that_mean_nothing_are_refused_by_name(string options, string parameter, string reason)
    {
        var error = shared.Engine.Run($"Start-EchoServer {options}").Failure();
        Assert.Contains(parameter, error.FullyQualifiedErrorId + error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(shared.Engine.Run("Get-EchoServer").Output);
    }

    [Fact]
    public void A_service_manager_is_told_that_it_is_ready_and_that_it_stops()
    {
        string path = Path.Combine(Path.GetTempPath(), $"rawsocket-{Guid.NewGuid():N}");
        using System.Net.Sockets.Socket manager = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Unspecified);
        manager.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
        manager.ReceiveTimeout = 30_000;
        var start = Pwsh.Command("Start-EchoServer -Wait | ForEach-Object { \"$($_.Event)\" }");
        start.Environment["NOTIFY_SOCKET"] = path;
        using ChildProcess child = ChildProcess.Start(start);

        Assert.Equal("READY=1", Next(manager));
        child.Signal(Native.Terminate);
        Assert.Equal("STOPPING=1", Next(manager));
        child.WaitForExit();
        File.Delete(path);
    }

    private static string Next(System.Net.Sockets.Socket socket)
    {
        byte[] room = new byte[100];
        return System.Text.Encoding.UTF8.GetString(room, 0, socket.Receive(room));
    }

    private IEnumerable<string> Lines(string script) => shared.Engine.Run(script).Succeeded().Lines();
}
