using System.Text.RegularExpressions;

namespace RawSockets.Tests;

public sealed partial class StraceTests
{
    private const string Strace = "strace";

    // strace aligns the results, and its own lines begin with the thread.
    [GeneratedRegex(@"^\d+\s+(.*?\))\s+= (.*)$")]
    private static partial Regex Recorded { get; }

    [Fact]
    public async Task Every_line_of_the_trace_is_what_strace_records_for_the_same_call()
    {
        Assert.SkipUnless(Tool.Exists(Strace), "There is no strace here to compare with.");
        string record = Path.GetTempFileName();
        try
        {
            ToolResult child = await Child.RunAsync(ChildRoles.TracedCalls, "", Strace, "-f", "-o", record, "-e", "trace=network,poll,fcntl");
            Assert.SkipWhen(child.Errors.Contains("ptrace", StringComparison.Ordinal), "Tracing is not allowed here.");
            string[] told = [.. child.Successful().Lines.Where(static line => !line.StartsWith("close(", StringComparison.Ordinal))];

            // To name an interface, the C library opens a socket of its own.
            string[] seen = [.. BetweenMarkers(File.ReadLines(record)).Where(static line => !line.StartsWith("socket(AF_UNIX", StringComparison.Ordinal)).Select(NewerNames.In)];

            Assert.Equal(seen, told);
            Assert.True(told.Length > 250, $"Only {told.Length} calls were compared.");
        }
        finally
        {
            File.Delete(record);
        }
    }

    private static IEnumerable<string> BetweenMarkers(IEnumerable<string> record)
    {
        string? thread = null;
        int markers = 0;
        foreach (string line in record)
        {
            bool marker = line.Contains("socket(AF_UNSPEC", StringComparison.Ordinal);
            markers += marker ? 1 : 0;
            thread ??= marker ? line.Split(' ')[0] : null;
            if (thread is not null && line.StartsWith(thread, StringComparison.Ordinal) && (markers == 1 || marker) && Recorded.Match(line) is { Success: true } match)
            {
                yield return $"{match.Groups[1]} = {match.Groups[2]}";
            }
        }
    }
}
