namespace RawSockets.HelpBuilder.Commands;

/// <summary>What a command's page says, as plain text; a list of strings is a text's paragraphs.</summary>
internal sealed record CommandHelp
{
    internal required string Name { get; init; }

    /// <summary>The file that the engine looks for this command's help in.</summary>
    internal required string HelpFile { get; init; }

    internal IReadOnlyList<string> Synopsis { get; init; } = [];

    internal IReadOnlyList<string> Description { get; init; } = [];

    internal IReadOnlyList<SyntaxHelp> Syntax { get; init; } = [];

    internal IReadOnlyList<ParameterHelp> Parameters { get; init; } = [];

    internal IReadOnlyList<TypeHelp> Inputs { get; init; } = [];

    internal IReadOnlyList<TypeHelp> Outputs { get; init; } = [];

    internal IReadOnlyList<string> Notes { get; init; } = [];

    internal IReadOnlyList<ExampleHelp> Examples { get; init; } = [];

    internal IReadOnlyList<LinkHelp> Links { get; init; } = [];
}

/// <summary>One parameter set, with the facts that hold for its parameters in it.</summary>
internal sealed record SyntaxHelp(IReadOnlyList<(ParameterHelp Parameter, ParameterFacts Facts)> Parameters);

/// <summary>A parameter; it has one block of facts for each group of parameter sets that it differs in.</summary>
internal sealed record ParameterHelp(string Name, int Line, IReadOnlyList<string> Description, IReadOnlyList<ParameterFacts> Facts)
{
    /// <summary>What holds in a parameter set, or null if the parameter is not in it.</summary>
    internal ParameterFacts? In(string parameterSet) =>
        Facts.FirstOrDefault(facts => facts.Sets.Contains(parameterSet, StringComparer.OrdinalIgnoreCase))
        ?? Facts.FirstOrDefault(facts => facts.Sets.Contains(ParameterFacts.AllSets));
}

/// <summary>What a parameter's YAML block says.</summary>
internal sealed record ParameterFacts
{
    internal const string AllSets = "(All)";

    internal required string Type { get; init; }

    internal required IReadOnlyList<string> Sets { get; init; }

    internal required IReadOnlyList<string> Aliases { get; init; }

    internal required IReadOnlyList<string> AcceptedValues { get; init; }

    internal required bool IsRequired { get; init; }

    /// <summary>A number, or "named".</summary>
    internal required string Position { get; init; }

    internal required string DefaultValue { get; init; }

    /// <summary>"False", or "True" and the ways in parentheses.</summary>
    internal required string PipelineInput { get; init; }

    internal required bool AcceptsWildcards { get; init; }

    internal bool IsSwitch => Type is "SwitchParameter" or "Switch" or "System.Management.Automation.SwitchParameter";
}

/// <summary>A type that a command takes or gives.</summary>
internal sealed record TypeHelp(string Name, IReadOnlyList<string> Description);

/// <param name="Title">The heading.</param>
/// <param name="Introduction">What stands before the code.</param>
/// <param name="Code">The code, and what it prints.</param>
/// <param name="Remarks">What stands after it.</param>
internal sealed record ExampleHelp(string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks);

/// <summary>A related topic; the address is empty if it is to be looked up by Get-Help.</summary>
internal sealed record LinkHelp(string Text, string Address);
