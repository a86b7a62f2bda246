using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace RawSocket.Console;

/// <summary>Data goes to standard output; errors, messages and questions go to standard error, so that a pipe carries data only.</summary>
internal sealed class HostUI(OutputPipe output, OutputPipe errors, LineReader input) : PSHostUserInterface
{
    private readonly Questions _questions = new(errors, input);

    public override PSHostRawUserInterface RawUI { get; } = new HostRawUI(output);

    public override bool SupportsVirtualTerminal => output.IsColourful;

    public void WriteError(ErrorRecord error) => errors.Write(ErrorText.Render(error, errors.IsColourful));

    public override void Write(string value) => output.Write(GetOutputString(value, SupportsVirtualTerminal));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + "\n");

    public override void WriteErrorLine(string value) => errors.WriteLine(value);

    public override void WriteWarningLine(string message) => WriteMessage("WARNING", message);

    public override void WriteVerboseLine(string message) => WriteMessage("VERBOSE", message);

    public override void WriteDebugLine(string message) => WriteMessage("DEBUG", message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => _questions.ReadLine();

    public override SecureString ReadLineAsSecureString() => throw NoSecrets();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw NoSecrets();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw NoSecrets();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        _questions.AskFields(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _questions.AskChoice(caption, message, choices, defaultChoice);

    private static NotSupportedException NoSecrets() => new("rawsocket does not ask for secrets.");

    private void WriteMessage(string kind, string message) => errors.WriteLine(Paint.Yellow($"{kind}: {message}", errors.IsColourful));
}
