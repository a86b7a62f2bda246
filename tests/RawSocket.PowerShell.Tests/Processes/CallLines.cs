using System.Text.RegularExpressions;

namespace RawSockets.PowerShell.Tests.Processes;

/// <summary>System calls on sockets, one line each, in strace's notation.</summary>
/// <param name="Calls">The lines.</param>
/// <param name="Descriptors">The sockets that they are about.</param>
internal sealed partial record CallLines(IReadOnlyList<string> Calls, IReadOnlySet<string> Descriptors)
{
    private const string Unfinished = " <unfinished ...>";

    private static readonly HashSet<string> s_names =
    [
        "socket", "bind", "listen", "accept4", "connect", "sendto", "recvfrom", "getsockname", "getpeername", "getsockopt", "setsockopt",
        "shutdown",
    ];

    /// <summary>What -Verbose showed.</summary>
    internal static CallLines Shown(IEnumerable<string> lines)
    {
        List<string> calls = [.. lines.Where(IsOne)];
        return new CallLines(calls, calls.Select(Made).Where(static made => made.Length > 0).ToHashSet());
    }

    /// <summary>
    /// What strace wrote to its file of these sockets. A number means a socket only from the call that made it until it is closed:
    /// the runtime uses the same numbers before and after.
    /// </summary>
    internal static CallLines Recorded(IEnumerable<string> lines, IReadOnlySet<string> descriptors)
    {
        List<string> calls = [];
        HashSet<string> open = [];
        foreach (string line in Whole(lines))
        {
            string made = Made(line);
            if (made.Length > 0 && descriptors.Contains(made) && IsInternet(line))
            {
                open.Add(made);
            }

            string used = Used(line);
            bool isOfOurs = line.StartsWith("socket(", StringComparison.Ordinal) ? open.Contains(made) : open.Contains(used);
            if (isOfOurs && IsOne(line))
            {
                calls.Add(line);
            }

            if (line.StartsWith("close(", StringComparison.Ordinal))
            {
                open.Remove(used);
            }
        }

        return new CallLines(calls, descriptors);
    }

    // The cookie is asked for to explain an error that has happened already; that is no call of the script's.
    private static bool IsOne(string line) =>
        s_names.Contains(line.Split('(')[0]) && !line.Contains("SOL_SOCKET, SO_COOKIE", StringComparison.Ordinal);

    private static bool IsInternet(string line) => line.Contains("AF_INET", StringComparison.Ordinal);

    // What the call made: a descriptor, for the two calls that make one.
    private static string Made(string line) =>
        line.Split('(')[0] is "socket" or "accept4" && Result().Match(line) is { Success: true } result ? result.Groups["value"].Value : "";

    // What the call is about: its first argument.
    private static string Used(string line) => FirstArgument().Match(line).Groups["value"].Value;

    // Lines without the thread's number and the padding, and the two halves of a call that was interrupted by another as one.
    private static IEnumerable<string> Whole(IEnumerable<string> lines)
    {
        Dictionary<string, string> begun = [];
        foreach (string line in lines)
        {
            string[] parts = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
            string call = parts[^1].TrimStart();
            if (call.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                begun[parts[0]] = call[..^Unfinished.Length];
                continue;
            }

            if (Resumed().Match(call) is { Success: true } resumed && begun.Remove(parts[0], out string? start))
            {
                string rest = call[resumed.Length..];
                call = rest.StartsWith(')') ? start.TrimEnd() + rest : start.TrimEnd() + " " + rest.TrimStart();
            }

            yield return Padding().Replace(call, ") = ");
        }
    }

    [GeneratedRegex(@" = (?<value>\d+)$")]
    private static partial Regex Result();

    [GeneratedRegex(@"^\w+\((?<value>\d+)")]
    private static partial Regex FirstArgument();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"\)\s+= (?=[-0-9?])")]
    private static partial Regex Padding();
}
