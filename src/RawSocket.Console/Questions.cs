using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace RawSocket.Console;

/// <summary>Questions of the engine to the person at the terminal: confirmations and missing mandatory parameters.</summary>
internal sealed class Questions(OutputPipe errors, LineReader input)
{
    public string ReadLine()
    {
        RequireTerminal();
        var (end, text) = input.Read();
        return end switch
        {
            LineEnd.Line => text,
            LineEnd.Interrupted => throw new PipelineStoppedException(),
            _ => throw new HostException("There was no answer."),
        };
    }

    public Dictionary<string, PSObject> AskFields(string caption, string message, Collection<FieldDescription> fields)
    {
        WriteHeading(caption, message);
        var answers = new Dictionary<string, PSObject>(fields.Count);
        foreach (var field in fields)
        {
            errors.Write($"{field.Name}: ");
            answers[field.Name] = PSObject.AsPSObject(ReadLine());
        }

        return answers;
    }

    public int AskChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteHeading(caption, message);
        var keys = choices.Select(Key).ToList();
        var labels = choices.Select(choice => choice.Label.Replace("&", string.Empty, StringComparison.Ordinal));
        var menu = string.Join("  ", keys.Zip(labels, (key, label) => $"[{key}] {label}"));
        var hint = defaultChoice >= 0 ? $" (default is \"{keys[defaultChoice]}\")" : string.Empty;
        while (true)
        {
            errors.Write($"{menu}{hint}: ");
            var answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            var chosen = keys.FindIndex(key => key.Equals(answer, StringComparison.OrdinalIgnoreCase));
            if (chosen >= 0)
            {
                return chosen;
            }
        }
    }

    private static string Key(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : choice.Label;
    }

    private static void RequireTerminal()
    {
        // Redirected input is data for the cmdlets; answering from it would take it away from them.
        if (!LineReader.IsTerminal)
        {
            throw new HostException("This needs an answer from a person, and standard input is not a terminal.");
        }
    }

    private void WriteHeading(params string[] lines)
    {
        RequireTerminal();
        foreach (var line in lines.Where(line => !string.IsNullOrEmpty(line)))
        {
            errors.WriteLine(line);
        }
    }
}
