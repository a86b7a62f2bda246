using System.Text.RegularExpressions;

namespace RawSockets.ModuleBuilder;

/// <summary>A version by SemVer, in the two parts that a manifest has for it.</summary>
internal sealed partial record ModuleVersion(string Core, string Prerelease)
{
    /// <exception cref="FormatException">It is no version by SemVer, or none that PowerShell takes: it has no dots in prereleases.</exception>
    internal static ModuleVersion Parse(string text) => Pattern.Match(text) is { Success: true } match
        ? new ModuleVersion(match.Groups["core"].Value, match.Groups["prerelease"].Value)
        : throw new FormatException($"'{text}' is no version such as 1.2.3 or 1.2.3-beta1.");

    [GeneratedRegex(@"\A(?<core>(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*))(-(?<prerelease>[0-9A-Za-z]+))?(\+[0-9A-Za-z.-]+)?\z")]
    private static partial Regex Pattern { get; }
}
