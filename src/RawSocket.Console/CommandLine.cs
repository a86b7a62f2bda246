using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Management.Automation;
using System.Reflection;

namespace RawSocket.Console;

/// <summary>The options of <c>rawsocket</c>, named as those of <c>pwsh</c> are.</summary>
internal sealed class CommandLine
{
    private const string StandardInput = "-";
    private const string EndOfOptions = "--";

    private readonly Option<bool> _command = Flag(
        "Run the words that follow as a script ('-' reads it from standard input).", "-Command", "-c", "--command");

    private readonly Option<bool> _file = Flag(
        "Run the script file that follows; the words after it are its parameters.", "-File", "-f", "--file");

    private readonly Argument<string[]> _words = new("script") { Description = "The script or script file, and its arguments." };
    private readonly VersionOption _version = new("-Version", "-v", "--version");
    private readonly Command _root;

    public CommandLine()
    {
        _root = new Command("rawsocket", "A small PowerShell host with the RawSocket.PowerShell module loaded. Without arguments: a prompt.");
        _root.Options.Add(_command);
        _root.Options.Add(_file);
        _root.Options.Add(Flag("Accepted and ignored: there is no logo.", "-NoLogo", "--nologo"));
        _root.Options.Add(Flag("Accepted and ignored: there is no profile.", "-NoProfile", "-nop", "--noprofile"));
        _root.Options.Add(_version);
        _root.Options.Add(new HelpOption("-Help", "-h", "-?", "--help"));
        _root.Arguments.Add(_words);
        _root.Validators.Add(result =>
        {
            if ((result.GetValue(_command) || result.GetValue(_file)) && result.GetValue(_words) is not [_, ..])
            {
                result.AddError("-Command and -File need a script.");
            }
        });
    }

    /// <summary>Reads the command line; where nothing is left to run, the request is null and the exit code is set.</summary>
    public (Request? Request, int ExitCode) Read(string[] arguments)
    {
        // A script may begin with '@' or bundle-like dashes; neither means anything here.
        var rules = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        var result = _root.Parse(Normalize(arguments), rules);
        var mistakes = UnknownOptions(result).Concat(result.Errors.Select(error => error.Message)).ToList();
        if (mistakes.Count > 0)
        {
            mistakes.ForEach(mistake => System.Console.Error.WriteLine($"rawsocket: {mistake}"));
            System.Console.Error.WriteLine("rawsocket: -Help shows the options.");
            return (null, ExitCode.Usage);
        }

        if (result.GetResult(_version) is not null)
        {
            var (own, engine) = (ProductVersion(typeof(CommandLine)), ProductVersion(typeof(PSObject)));
            System.Console.WriteLine($"rawsocket {own} (PowerShell engine {engine})");
            return (null, ExitCode.Success);
        }

        if (result.Action is not null)
        {
            return (null, result.Invoke());
        }

        var words = result.GetValue(_words) ?? [];
        return words switch
        {
            [] or [StandardInput, ..] => (new Request(ScriptSource.Input, string.Empty, []), ExitCode.Success),
            _ when result.GetValue(_command) => (new Request(ScriptSource.Command, string.Join(' ', words), []), ExitCode.Success),
            [var path, .. var rest] => (new Request(ScriptSource.File, path, rest), ExitCode.Success),
        };
    }

    private static Option<bool> Flag(string description, string name, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    private static string ProductVersion(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(' ', '+')[0] ?? "?";

    /// <summary>The parser takes a strange option for an argument; those stand behind the end of the options only.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult result) => result.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .Where(token => token.Type == TokenType.Argument)
        .Select(token => $"There is no option '{token.Value}'.");

    /// <summary>
    /// Gives the option names their declared case, and ends the options where the script begins: what follows belongs to the
    /// script, whatever it looks like.
    /// </summary>
    private List<string> Normalize(string[] arguments)
    {
        var words = new List<string>(arguments.Length + 1);
        for (var i = 0; i < arguments.Length; i++)
        {
            var word = arguments[i];
            if (!word.StartsWith('-') || word is StandardInput or EndOfOptions)
            {
                return [.. words, EndOfOptions, .. arguments[(word == EndOfOptions ? i + 1 : i)..]];
            }

            var option = _root.Options.FirstOrDefault(o => Names(o).Contains(word, StringComparer.OrdinalIgnoreCase));
            words.Add(option?.Name ?? word);
            if (option == _command || option == _file)
            {
                return [.. words, EndOfOptions, .. arguments[(i + 1)..]];
            }
        }

        return words;
    }

    private static IEnumerable<string> Names(Option option) => option.Aliases.Prepend(option.Name);
}
