using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Conformance;

/// <summary>Each rule is kept, and each complains about the same module with one thing spoilt.</summary>
public sealed class ConformanceTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    private readonly IReadOnlyList<CommandFacts> _commands = CommandFacts.Read(shared.Engine);

    [Fact]
    public void Verbs_are_approved_ones()
    {
        Assert.NotEmpty(_commands);
        Assert.Empty(CommandRules.UnapprovedVerbs(_commands));
        Complains(CommandRules.UnapprovedVerbs(Spoilt(0, static command => command with { Name = $"Make-{command.Noun}" })), "Make-");
    }

    [Theory]
    [InlineData("Get-RawSockets")]
    [InlineData("Set-RawSocketFlags")]
    [InlineData("Get-RawProcesses")]
    public void Nouns_are_singular(string plural)
    {
        Assert.Empty(CommandRules.PluralNouns(_commands));
        Complains(CommandRules.PluralNouns(Spoilt(0, command => command with { Name = plural })), plural);
    }

    [Fact]
    public void What_gives_something_says_what()
    {
        Assert.Empty(CommandRules.MissingOutputTypes(_commands));
        foreach (int index in Enumerable.Range(0, _commands.Count).Where(index => _commands[index].HasOutputType))
        {
            Complains(
                CommandRules.MissingOutputTypes(Spoilt(index, static command => command with { HasOutputType = false })),
                _commands[index].Name);
        }
    }

    [Fact]
    public void What_changes_more_than_its_own_can_be_confirmed()
    {
        Assert.Empty(CommandRules.UnconfirmedChanges(_commands));
        Assert.Contains(_commands, static command => command.CanBeConfirmed);
        foreach (int index in Enumerable.Range(0, _commands.Count).Where(index => _commands[index].CanBeConfirmed))
        {
            Complains(
                CommandRules.UnconfirmedChanges(Spoilt(index, static command => command with { CanBeConfirmed = false })),
                _commands[index].Name);
        }
    }

    [Fact]
    public void Exports_are_what_the_assembly_and_the_scripts_have()
    {
        IReadOnlyList<string> exported = ModuleManifest.Commands;
        IReadOnlyList<string> compiled = shared.Engine.Run(
            """
            foreach ($type in (Get-Module RawSocket.PowerShell).NestedModules[0].ImplementingAssembly.GetExportedTypes()) {
                foreach ($cmdlet in $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)) {
                    "$($cmdlet.VerbName)-$($cmdlet.NounName)"
                }
            }
            """).Lines();
        string[] functions = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "module", "Public"), "*.ps1").Select(static file => Path.GetFileNameWithoutExtension(file))];
        Assert.Empty(CommandRules.ExportDifferences(exported, compiled, functions));
        Complains(CommandRules.ExportDifferences(exported.Skip(1), compiled, functions), exported[0]);
        Complains(CommandRules.ExportDifferences(exported, compiled.Skip(1), functions), compiled[0]);
        Complains(CommandRules.ExportDifferences(exported, compiled, functions.Skip(1)), functions[0]);
    }

    [Fact]
    public void Help_is_complete_in_every_language()
    {
        List<HelpFacts> pages = [.. HelpRules.Languages.SelectMany(HelpFacts.Read)];
        Assert.Empty(HelpRules.Incomplete(_commands, pages));
        Complains(HelpRules.Incomplete(_commands, [.. pages.Skip(1)]), "has no page");
        Complains(HelpRules.Incomplete(_commands, [pages[0] with { ExampleCount = 2 }, .. pages.Skip(1)]), "has 2 examples");
        Complains(HelpRules.Incomplete(_commands, [pages[0] with { Parameters = [] }, .. pages.Skip(1)]), "does not describe");
        Complains(HelpRules.Incomplete(_commands, [pages[0] with { Parameters = [.. pages[0].Parameters, "Strange"] }, .. pages.Skip(1)]), "-Strange");
        Assert.All(pages[0].Parts, part => Complains(
            HelpRules.Incomplete(_commands, [pages[0] with { Parts = [.. pages[0].Parts.Except([part])] }, .. pages.Skip(1)]), $"has no {part}"));
    }

    [Theory]
    [InlineData("Console.WriteLine(\"opened\");")]
    [InlineData("System.Console.Error.Write('x');")]
    [InlineData("using static System.Console;")]
    public void Neither_the_library_nor_the_cmdlets_use_the_console(string line)
    {
        foreach (string folder in new[] { "src/RawSocket", "src/RawSocket.PowerShell" })
        {
            IReadOnlyList<(string File, string Text)> sources = SourceRules.Read(folder);
            Assert.NotEmpty(sources);
            Assert.Empty(SourceRules.ConsoleUse(sources));
            Complains(SourceRules.ConsoleUse([(sources[0].File, $"{sources[0].Text}\n{line}"), .. sources.Skip(1)]), line);
        }
    }

    [Fact]
    public void The_public_API_of_the_library_is_reviewed()
    {
        IReadOnlyList<string> types = PublicApi.Types(shared.Engine);
        IReadOnlyList<string> listed = PublicApi.Listed();
        string project = PublicApi.Project();
        Assert.NotEmpty(types);
        Assert.Empty(PublicApi.Unreviewed(types, listed, project));
        Complains(PublicApi.Unreviewed(types.Append("RawSockets.Unseen"), listed, project), "RawSockets.Unseen");
        Complains(PublicApi.Unreviewed(types, [], project), types[0]);
        Complains(PublicApi.Unreviewed(types, listed, project.Replace("PublicApiAnalyzers", "", StringComparison.Ordinal)), "no analyzer");
    }

    private IReadOnlyList<CommandFacts> Spoilt(int index, Func<CommandFacts, CommandFacts> spoil) =>
        [.. _commands.Select((command, at) => at == index ? spoil(command) : command)];

    private static void Complains(IEnumerable<string> complaints, string about) =>
        Assert.Contains(complaints, complaint => complaint.Contains(about, StringComparison.Ordinal));
}
