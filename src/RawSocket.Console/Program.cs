using System.Management.Automation;

namespace RawSocket.Console;

internal static class Program
{
    private const int BrokenPipe = 32;
    private static readonly OutputPipe _output = OutputPipe.ForOutput();
    private static readonly OutputPipe _errors = OutputPipe.ForErrors();
    private static readonly LineReader _input = new();

    private static void Main(string[] arguments)
    {
        int exitCode;
        try
        {
            exitCode = Run(arguments);
        }
        catch (Exception error)
        {
            exitCode = Complain(error.Message, ExitCode.HostFailure);
        }

        // Returning would wait for foreground threads that a script may have left.
        Environment.Exit(exitCode);
    }

    private static int Run(string[] arguments)
    {
        var (request, exitCode) = new CommandLine().Read(arguments);
        if (request is null)
        {
            return exitCode;
        }

        if (request.Source == ScriptSource.File && !File.Exists(request.Text))
        {
            return Complain($"There is no script file '{request.Text}'.", ExitCode.Usage);
        }

        if (ModuleLocation.Find() is not { } module)
        {
            return Complain(ModuleLocation.NotFound, ExitCode.ModuleUnavailable);
        }

        var session = new Session(new HostUI(_output, _errors, _input));
        var isPrompt = request.Source == ScriptSource.Input && LineReader.IsTerminal;
        using var signals = new Signals(session, _input, isPrompt);
        _output.Failed += error =>
            session.Stop(error.HResult == BrokenPipe ? ExitCode.OutputClosed : Complain(error.Message, ExitCode.Failure));

        var import = new PSCommand().AddCommand("Import-Module")
            .AddParameter("Name", module)
            .AddParameter("ErrorAction", ActionPreference.Stop);
        if (!session.Run(import))
        {
            return session.StopCode ?? Complain($"The module '{module}' could not be imported.", ExitCode.ModuleUnavailable);
        }

        return isPrompt ? new Prompt(session, _input, _errors).Run() : RunScript(session, request);
    }

    private static int RunScript(Session session, Request request)
    {
        var succeeded = session.Run(request.Source switch
        {
            ScriptSource.File => ScriptCall.Create(Path.GetFullPath(request.Text), request.Arguments),
            ScriptSource.Input => new PSCommand().AddScript(ReadInput()),
            _ => new PSCommand().AddScript(request.Text),
        });

        if ((session.StopCode ?? session.ScriptExitCode) is { } exitCode)
        {
            return exitCode;
        }

        if (succeeded && session.LastCommandSucceeded())
        {
            return ExitCode.Success;
        }

        // The engine keeps the exit of a script file from the host, and leaves a failed command and the code behind instead.
        return succeeded && request.Source == ScriptSource.File && session.LastExitCode() is { } code and not 0 ? code : ExitCode.Failure;
    }

    private static string ReadInput()
    {
        using var reader = new StreamReader(System.Console.OpenStandardInput());
        return reader.ReadToEnd();
    }

    private static int Complain(string message, int exitCode)
    {
        _errors.WriteLine($"rawsocket: {message}");
        return exitCode;
    }
}
