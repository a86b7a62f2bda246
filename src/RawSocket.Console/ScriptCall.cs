using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using System.Text.RegularExpressions;

namespace RawSocket.Console;

/// <summary>
/// The call of a script file with the words of a command line: <c>-Name value</c>, <c>-Switch</c>, <c>-Name:value</c> or positional.
/// </summary>
internal static partial class ScriptCall
{
    /// <summary>
    /// Only names stand in the text; the path and all values travel beside it, so nothing in them can be taken for code. The binder
    /// decides, as in any script, whether a name takes the word that follows.
    /// </summary>
    public static PSCommand Create(string path, IEnumerable<string> words)
    {
        var text = new StringBuilder("& $args[0]");
        var values = new List<object> { path };
        foreach (var word in words)
        {
            if (NamedParameter().Match(word) is not { Success: true } named)
            {
                text.Append(' ').Append(Place(word));
            }
            else if (named.Groups["value"].Value is { Length: > 0 } value)
            {
                text.Append(' ').Append(named.Groups["name"].Value).Append(':').Append(Place(Truth(value)));
            }
            else
            {
                text.Append(' ').Append(named.Groups["name"].Value);
            }
        }

        var command = new Command(text.ToString(), isScript: true, useLocalScope: false);
        values.ForEach(value => command.Parameters.Add(null, value));
        return new PSCommand().AddCommand(command);

        string Place(object value)
        {
            values.Add(value);
            return $"$args[{values.Count - 1}]";
        }
    }

    /// <summary>A switch given as <c>-Name:$false</c> needs a truth value, and no text converts to one.</summary>
    private static object Truth(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };

    [GeneratedRegex(@"^(?<name>-[\p{L}_?][\w?]*)(:(?<value>.*))?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex NamedParameter();
}
