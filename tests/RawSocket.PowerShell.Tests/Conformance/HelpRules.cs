namespace RawSockets.PowerShell.Tests.Conformance;

/// <summary>The rule for help: every command, in every language, with every part.</summary>
internal static class HelpRules
{
    internal static readonly IReadOnlyList<string> Languages = ["en-US", "zh-CN", "zh-Hans"];
    private const int FewestExamples = 3;
    private static readonly string[] s_parts = ["synopsis", "description", "inputs", "outputs", "notes", "links"];

    internal static IEnumerable<string> Incomplete(IEnumerable<CommandFacts> commands, IReadOnlyList<HelpFacts> pages) =>
        from command in commands
        from language in Languages
        from complaint in Complaints(command, pages.SingleOrDefault(page => page.Command == command.Name && page.Language == language))
        select $"{command.Name} in {language}: {complaint}";

    private static IEnumerable<string> Complaints(CommandFacts command, HelpFacts? page) => page is null ? ["has no page"] :
    [
        .. s_parts.Except(page.Parts).Select(static part => $"has no {part}"),
        .. command.Parameters.Except(page.Parameters).Select(static parameter => $"does not describe -{parameter}"),
        .. page.Parameters.Except(command.Parameters).Except(["WhatIf", "Confirm"]).Select(static parameter => $"describes -{parameter}, which is not there"),
        .. page.ExampleCount < FewestExamples ? [$"has {page.ExampleCount} examples, not {FewestExamples}"] : Array.Empty<string>(),
    ];
}
