using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Module;

public sealed class ImportTests
{
    [Fact]
    public void Import_with_force_keeps_cmdlets_servers_and_sockets()
    {
        using Engine engine = new();
        engine.Run("$server = Start-EchoServer; $socket = New-RawSocket").Succeeded();

        engine.Import(force: true);

        engine.Run("$socket | Connect-RawSocket -Address 127.0.0.1 -Port $server.LocalEndPoint.Port").Succeeded();
        Assert.Equal("again", engine.Run("'again' | Connect-EchoClient -Port $server.LocalEndPoint.Port").Lines().Single());
        Assert.Equal("Running", engine.Run("(Get-EchoServer).State").Lines().Single());
        engine.Run("$socket | Close-RawSocket; Get-EchoServer | Stop-EchoServer").Succeeded();
    }

    [Fact]
    public void Import_after_removal_works()
    {
        using Engine engine = new();
        engine.Run("Remove-Module RawSocket.PowerShell").Succeeded();
        Assert.Empty(engine.Run("Get-Command -Module RawSocket.PowerShell").Output);
        engine.Import();
        engine.Run("New-RawSocket | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void Removal_stops_the_server_and_closes_the_sockets()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using Engine engine = new();
        engine.Run(
            """
            $server = Start-EchoServer
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $server.LocalEndPoint.Port -PassThru
            $open = New-RawSocket
            """).Succeeded();

        engine.Run("Remove-Module RawSocket.PowerShell").Succeeded();

        Assert.Equal("Stopped", engine.Run("$server.State").Lines().Single());
        Assert.Equal(["True", "True"], engine.Run("$client.IsClosed; $open.IsClosed").Lines());
        before.AssertNothingLeft();
    }

    [Fact]
    public void Removal_concerns_its_own_runspace_only()
    {
        using Engine one = new();
        using Engine other = new();
        one.Run("$server = Start-EchoServer; $socket = New-RawSocket").Succeeded();
        other.Run("$server = Start-EchoServer; $socket = New-RawSocket").Succeeded();

        one.Run("Remove-Module RawSocket.PowerShell").Succeeded();

        Assert.Equal(["Stopped", "True"], one.Run("$server.State; $socket.IsClosed").Lines());
        Assert.Equal(["Running", "False"], other.Run("$server.State; $socket.IsClosed").Lines());
        Assert.Equal("still", other.Run("'still' | Connect-EchoClient -Port $server.LocalEndPoint.Port").Lines().Single());
        other.Run("$socket | Close-RawSocket; $server | Stop-EchoServer").Succeeded();
    }

    [Fact]
    public void Two_runspaces_import_at_once_and_each_has_a_server()
    {
        const string Script =
            """
            $server = Start-EchoServer
            1..50 | Connect-EchoClient -Port $server.LocalEndPoint.Port
            $server | Stop-EchoServer
            """;
        using Engine one = new(import: false);
        using Engine other = new(import: false);
        string whole = $"Import-Module '{Repository.Manifest}' -ErrorAction Stop\n{Script}";
        using RunningScript first = one.Start(whole);
        using RunningScript second = other.Start(whole);
        var expected = Enumerable.Range(1, 50).Select(static number => $"{number}");
        Assert.Equal(expected, first.Finish(TimeSpan.FromSeconds(20)).Lines());
        Assert.Equal(expected, second.Finish(TimeSpan.FromSeconds(20)).Lines());
    }
}
