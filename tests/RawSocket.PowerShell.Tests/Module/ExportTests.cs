using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Module;

public sealed class ExportTests
{
    [Fact]
    public void The_module_exports_what_its_manifest_lists()
    {
        using Engine engine = new();
        var exported = engine.Run("(Get-Module RawSocket.PowerShell).ExportedCommands.Keys").Lines();
        Assert.Equal(ModuleManifest.Commands.Order(), exported.Order());
    }

    [Fact]
    public void No_variable_and_no_alias_is_exported()
    {
        using Engine engine = new();
        PSObject module = engine.Run("Get-Module RawSocket.PowerShell").Single();
        Assert.Equal(0, engine.Run("(Get-Module RawSocket.PowerShell).ExportedVariables.Count").Single<int>());
        Assert.Equal(0, engine.Run("(Get-Module RawSocket.PowerShell).ExportedAliases.Count").Single<int>());
        Assert.Equal("RawSocket.PowerShell", module.Get<string>("Name"));
    }
}
