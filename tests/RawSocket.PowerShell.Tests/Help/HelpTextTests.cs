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
    public void Its_notes_name_a_man_page_and_its_links_lead_to_one(string command)
    {
        PSObject help = shared.Engine.Run($"Get-Help {command} -Full").Single();
        Assert.Matches(@"^Man pages?: .*[a-z0-9]\([1-8]\)", TextOf(help.Get<PSObject>("alertSet").Properties["alert"].Value));
        var links = shared.Engine.Run($"(Get-Help {command} -Full).relatedLinks.navigationLink.uri").Lines();
        Assert.Contains(links, static address => address.StartsWith("https://man7.org/linux/man-pages/", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void It_tells_what_goes_in_and_what_comes_out(string command)
    {
        var types = shared.Engine.Run($"$h = Get-Help {command} -Full; $h.inputTypes.inputType[0].type.name; $h.returnValues.returnValue[0].type.name").Lines();
        Assert.Equal(2, types.Count);
        Assert.All(types, static name => Assert.NotEmpty(name.Trim()));
    }

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void Each_example_is_introduced(string command) =>
        Assert.All(
            HelpPage.Parts(HelpPage.Section(HelpPage.Read(command), "EXAMPLES")),
            static part => Assert.Matches(@"\AExample [0-9]+: .+\n[^`\n]", part));

    [Theory]
    [InlineData("-Full", "NOTES")]
    [InlineData("-Examples", "Example 3")]
    [InlineData("-Parameter Backlog", "SOMAXCONN")]
    [InlineData("-Detailed", "PARAMETERS")]
    public void Each_form_of_Get_Help_shows_its_part(string form, string part) =>
        Assert.Contains(part, shared.Engine.Show($"Get-Help Start-RawListen {form}"), StringComparison.Ordinal);

    [Fact]
    public void The_topic_on_the_server_names_every_event_and_cause()
    {
        string topic = HelpPage.Read("about_EchoServer");
        var names = shared.Engine.Run("[enum]::GetNames([RawSockets.Echo.EchoServerEventKind]); [enum]::GetNames([RawSockets.Engine.DisconnectCause])").Lines();
        Assert.All(names, name => Assert.Contains($"| {name} ", topic, StringComparison.Ordinal));
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
