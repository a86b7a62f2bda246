using System.Collections;
using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>Help as a person gets it, by Get-Help; what is listed comes from the commands themselves.</summary>
public sealed class HelpTextTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void It_has_a_synopsis_and_a_description(string command)
    {
        Engine engine = shared.Engine;
        PSObject help = engine.Run($"Get-Help {command} -Full").Single();

        // Without a help file the engine makes a synopsis of the syntax, which names the command and its parameters.
        string synopsis = help.Get<string>("Synopsis").Trim();
        Assert.NotEmpty(synopsis);
        Assert.DoesNotContain(command + " [", synopsis, StringComparison.Ordinal);
        Assert.DoesNotContain("<CommonParameters>", synopsis, StringComparison.Ordinal);
        Assert.NotEmpty(TextOf(help.Properties["description"]?.Value));
    }

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void Every_parameter_is_described(string command)
    {
        Engine engine = shared.Engine;
        var parameters = engine.Run(
            $$"""
            $common = [System.Management.Automation.Cmdlet]::CommonParameters
            foreach ($name in (Get-Command {{command}}).Parameters.Keys) { if ($name -notin $common) { $name } }
            """).Lines();
        string help = $"(Get-Help {command} -Full).parameters.parameter";
        var described = engine.Run($"foreach ($p in {help}) {{ if ($p.name -and \"$($p.description.Text)\".Trim()) {{ $p.name }} }}").Lines();
        Assert.Empty(parameters.Except(described));
    }

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void Every_parameter_that_is_described_is_there(string command)
    {
        Engine engine = shared.Engine;
        var described = engine.Run($"foreach ($p in (Get-Help {command} -Full).parameters.parameter) {{ $p.name }}").Lines();
        var parameters = engine.Run($"(Get-Command {command}).Parameters.Keys").Lines();
        Assert.Empty(described.Where(static name => name.Length > 0).Except(parameters));
    }

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void It_has_an_example(string command)
    {
        Engine engine = shared.Engine;
        var code = engine.Run($"foreach ($e in (Get-Help {command} -Full).examples.example) {{ $e.code }}").Lines();
        Assert.NotEmpty(code);
        Assert.All(code, static text => Assert.NotEmpty(text.Trim()));
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        PSObject { BaseObject: not PSCustomObject } wrapped => TextOf(wrapped.BaseObject),
        PSObject item => item.Properties["Text"]?.Value as string ?? "",
        string text => text,
        IEnumerable items => string.Concat(items.Cast<object>().Select(TextOf)),
        _ => "",
    };
}
