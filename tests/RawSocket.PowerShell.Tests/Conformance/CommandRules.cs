using System.Management.Automation;
using System.Text.RegularExpressions;

namespace RawSockets.PowerShell.Tests.Conformance;

/// <summary>Rules for commands. Each gives its complaints; none means that it is kept.</summary>
internal static partial class CommandRules
{
    private static readonly HashSet<string> s_approvedVerbs =
    [
        .. new[]
        {
            typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic),
            typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity),
        }.SelectMany(static group => group.GetFields()).Select(static field => field.Name),
    ];

    /// <summary>Those whose verbs promise a look or a talk, and which change no state that anybody else sees.</summary>
    private static readonly HashSet<string> s_lookingVerbs =
    [
        "Compare", "Connect", "Get", "Invoke", "Measure", "Merge", "Read", "Receive", "Resolve", "Send", "Test", "Wait", "Watch",
    ];

    /// <summary>
    /// Reviewed: what they change is a socket or a server of this process, which the caller made or holds in a variable. Nobody
    /// wants to be asked about each.
    /// </summary>
    private static readonly HashSet<string> s_changesOwnThingsOnly =
    [
        "Close-RawSocket", "Disconnect-RawSocket", "New-RawSocket", "New-RawSocketPair", "Set-RawSocketAddress", "Set-RawSocketFlag",
        "Set-RawSocketOption", "Start-EchoServer", "Start-RawListen", "Start-RawServer",
    ];

    /// <summary>Reviewed: they write nothing to the pipeline.</summary>
    private static readonly HashSet<string> s_silent = ["Close-RawSocket"];

    internal static IEnumerable<string> UnapprovedVerbs(IEnumerable<CommandFacts> commands) => commands
        .Where(static command => !s_approvedVerbs.Contains(command.Verb))
        .Select(static command => $"{command.Name}: Get-Verb does not have {command.Verb}");

    internal static IEnumerable<string> PluralNouns(IEnumerable<CommandFacts> commands) => commands
        .Where(static command => Plural.IsMatch(command.Noun))
        .Select(static command => $"{command.Name}: a noun is singular");

    internal static IEnumerable<string> MissingOutputTypes(IEnumerable<CommandFacts> commands) => commands
        .Where(static command => !command.HasOutputType && !s_silent.Contains(command.Name))
        .Select(static command => $"{command.Name}: has no OutputType, and is not among those reviewed as silent");

    internal static IEnumerable<string> UnconfirmedChanges(IEnumerable<CommandFacts> commands) => commands
        .Where(static command => !command.CanBeConfirmed && !s_lookingVerbs.Contains(command.Verb) && !s_changesOwnThingsOnly.Contains(command.Name))
        .Select(static command => $"{command.Name}: may change what belongs to others, and has no ShouldProcess");

    internal static IEnumerable<string> ExportDifferences(IEnumerable<string> exported, IEnumerable<string> compiled, IEnumerable<string> functions)
    {
        string[] has = [.. exported];
        string[] wants = [.. compiled, .. functions];
        return
        [
            .. wants.Except(has).Select(static name => $"{name}: is in the module and not exported"),
            .. has.Except(wants).Select(static name => $"{name}: is exported and not in the module"),
        ];
    }

    [GeneratedRegex("(?<![siu])s$")]
    private static partial Regex Plural { get; }
}
