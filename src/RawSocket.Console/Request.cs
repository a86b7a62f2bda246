namespace RawSocket.Console;

/// <summary>Where the script text comes from.</summary>
internal enum ScriptSource
{
    /// <summary>The command line itself.</summary>
    Command,

    /// <summary>A script file, which keeps its own name, folder and parameters.</summary>
    File,

    /// <summary>Standard input: a prompt when it is a terminal, otherwise one script read to its end.</summary>
    Input,
}

/// <summary>What the command line asked for.</summary>
/// <param name="Source">Where the script comes from.</param>
/// <param name="Text">The script text, or the path of the script file.</param>
/// <param name="Arguments">The arguments of the script file, word by word.</param>
internal sealed record Request(ScriptSource Source, string Text, IReadOnlyList<string> Arguments);
