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
    public void Every_cmdlet_class_is_exported()
    {
        using Engine engine = new();
        var classes = engine.Run(
            """
            $assembly = (Get-Module RawSocket.PowerShell).NestedModules[0].ImplementingAssembly
            foreach ($type in $assembly.GetExportedTypes()) {
                foreach ($cmdlet in $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)) {
                    "$($cmdlet.VerbName)-$($cmdlet.NounName)"
                }
            }
            """).Lines();
        Assert.NotEmpty(classes);
        Assert.Empty(classes.Except(ModuleManifest.Commands));
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

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void Its_verb_is_an_approved_one(string command)
    {
        Type[] groups =
        [
            typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic),
            typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity),
        ];
        var approved = groups.SelectMany(static group => group.GetFields()).Select(static field => field.Name);
        Assert.Contains(command.Split('-')[0], approved);
    }

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void It_says_what_it_gives(string command)
    {
        using Engine engine = new();
        CommandInfo info = engine.Run($"Get-Command {command}").Single<CommandInfo>();
        bool givesNothing = command is "Close-RawSocket";
        Assert.Equal(givesNothing, info.OutputType.Count == 0);
    }
}
