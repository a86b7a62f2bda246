using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>What a page says about a parameter is what the command says: its type, place, sets and ways of input.</summary>
public sealed class ParameterFactsTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void The_page_has_the_parameters_of_the_command(string command)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> written = Written(command);
        HashSet<string> met = [];
        foreach (CommandParameterSetInfo set in Command(command).ParameterSets)
        {
            foreach (CommandParameterInfo parameter in set.Parameters.Where(static one => !Cmdlet.CommonParameters.Contains(one.Name)))
            {
                Assert.True(written.ContainsKey(parameter.Name), $"The page has no -{parameter.Name}.");
                string yaml = Assert.Single(written[parameter.Name], block => ParameterFacts.IsFor(block, set.Name));
                Assert.Equivalent(ParameterFacts.Real(parameter), ParameterFacts.Written(yaml), strict: true);
                met.Add(parameter.Name);
            }
        }

        Assert.Empty(written.Keys.Except(met));
    }

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void The_page_has_the_parameter_sets_of_the_command(string command)
    {
        IReadOnlyList<CommandParameterSetInfo> real = [.. Command(command).ParameterSets];
        var shown = HelpPage.Parts(HelpPage.Section(HelpPage.Read(command), "SYNTAX")).Select(static part => part.Split('\n')[0]).ToList();
        if (real is not [{ Name: ParameterAttribute.AllParameterSets }])
        {
            Assert.Equal(real.Select(static set => set.IsDefault ? $"{set.Name} (Default)" : set.Name).Order(), shown.Order());
        }
        else
        {
            Assert.Empty(shown);
        }
    }

    private CommandInfo Command(string name) => shared.Engine.Run($"Get-Command {name}").Single<CommandInfo>();

    private static Dictionary<string, IReadOnlyList<string>> Written(string command) =>
        HelpPage.Parts(HelpPage.Section(HelpPage.Read(command), "PARAMETERS"))
            .Where(static part => part.StartsWith('-'))
            .ToDictionary(static part => part.Split('\n')[0][1..].Trim(), static part => HelpPage.Fences(part, "yaml"));
}
