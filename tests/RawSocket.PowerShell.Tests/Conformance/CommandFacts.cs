using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Conformance;

/// <summary>What the rules look at of a command.</summary>
/// <param name="Name">Verb and noun.</param>
/// <param name="Parameters">Its own parameters.</param>
/// <param name="HasOutputType">Whether it says what it gives.</param>
/// <param name="CanBeConfirmed">Whether it has -WhatIf and -Confirm.</param>
internal sealed record CommandFacts(string Name, IReadOnlyList<string> Parameters, bool HasOutputType, bool CanBeConfirmed)
{
    internal string Verb => Name.Split('-')[0];

    internal string Noun => Name.Split('-', 2)[^1];

    /// <summary>Of every command that the built module exports.</summary>
    internal static IReadOnlyList<CommandFacts> Read(Engine engine) =>
        [.. engine.Run("Get-Command -Module RawSocket.PowerShell").Succeeded().Output.Select(static item => Of((CommandInfo)item.BaseObject))];

    private static CommandFacts Of(CommandInfo command) => new(
        command.Name,
        [.. command.Parameters.Keys.Except([.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters])],
        command.OutputType.Count > 0,
        command.Parameters.ContainsKey("WhatIf"));
}
