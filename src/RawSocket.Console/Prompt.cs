using System.Management.Automation;
using System.Management.Automation.Language;

namespace RawSocket.Console;

/// <summary>The interactive prompt: reads statements from the terminal and runs each as soon as it is complete.</summary>
internal sealed class Prompt(Session session, LineReader input, OutputPipe errors)
{
    private const string First = "rawsocket> ";
    private const string Next = ">> ";

    public int Run()
    {
        while (ReadStatement() is { } statement)
        {
            if (statement.Length > 0)
            {
                session.Run(new PSCommand().AddScript(statement));
            }

            if (session.ScriptExitCode is { } exitCode)
            {
                return exitCode;
            }

            if (session.StopCode is { } stopCode)
            {
                if (stopCode != ExitCode.Interrupted)
                {
                    return stopCode;
                }

                // The terminal has written ^C there.
                errors.Write("\n");
                session.Resume();
            }
        }

        errors.Write("\n");
        return ExitCode.Success;
    }

    /// <summary>The next statement, empty when Ctrl+C dropped it, null at the end of input.</summary>
    private string? ReadStatement()
    {
        var statement = string.Empty;
        errors.Write(First);
        while (true)
        {
            var (end, line) = input.Read();
            switch (end)
            {
                case LineEnd.EndOfInput:
                    return null;
                case LineEnd.Interrupted:
                    errors.Write("\n");
                    return string.Empty;
            }

            statement += line;
            Parser.ParseInput(statement, out _, out var mistakes);
            if (!mistakes.Any(mistake => mistake.IncompleteInput))
            {
                return statement;
            }

            statement += "\n";
            errors.Write(Next);
        }
    }
}
