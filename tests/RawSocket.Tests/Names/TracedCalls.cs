using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace RawSockets.Tests.Names;

/// <summary>The calls of this thread, and what they say of its descriptors; other tests' calls are not among them.</summary>
internal sealed partial class TracedCalls
{
    public List<string> Lines { get; } = [];

    /// <summary>The ports that were connected to, in that order.</summary>
    public IEnumerable<int> Ports => Lines.Select(static line => Port().Match(line)).Where(static match => match.Success).Select(Number);

    /// <summary>The sockets that were opened and are not closed.</summary>
    public IEnumerable<int> Left
    {
        get
        {
            List<int> open = [];
            foreach (string line in Lines)
            {
                if (Opened().Match(line) is { Success: true } opened)
                {
                    open.Add(Number(opened));
                }
                else if (Closed().Match(line) is { Success: true } closed)
                {
                    Assert.True(open.Remove(Number(closed)));
                }
            }

            return open;
        }
    }

    public int Timeouts => Lines.Count(static line => line.EndsWith("= 0 (Timeout)", StringComparison.Ordinal));

    public static int PortOf(EndPoint endPoint) => ((IPEndPoint)endPoint).Port;

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^connect\(.*port=htons\((\d+)\)")]
    private static partial Regex Port();

    [GeneratedRegex(@"^socket\(.* = (\d+)$")]
    private static partial Regex Opened();

    [GeneratedRegex(@"^close\((\d+)\) = 0$")]
    private static partial Regex Closed();
}
