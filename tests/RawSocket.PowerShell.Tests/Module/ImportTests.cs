using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Module;

public sealed class ImportTests
{
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
}
