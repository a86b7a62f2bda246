namespace RawSockets.HelpBuilder;

/// <summary>Everything that is wrong with the pages, gathered so that one run reports it all.</summary>
internal sealed class Problems
{
    private readonly List<(string File, int Line, string Message)> _found = [];

    internal bool Any => _found.Count > 0;

    /// <param name="file">The page's path.</param>
    /// <param name="line">Counted from 1.</param>
    /// <param name="message">What is wrong.</param>
    internal void Add(string file, int line, string message) => _found.Add((file, line, message));

    /// <summary>Writes them in the form that MSBuild and editors recognise, sorted by file and line.</summary>
    internal void WriteTo(TextWriter writer)
    {
        IEnumerable<(string File, int Line, string Message)> sorted = _found
            .Distinct()
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Message, StringComparer.Ordinal);
        foreach ((string file, int line, string message) in sorted)
        {
            writer.WriteLine($"{file}({line}): error: {message}");
        }
    }
}
