using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RawSockets.Tests.Diagnostics;

/// <summary>What ss(8) prints, for comparison; the product never reads anybody's text.</summary>
internal static partial class Listing
{
    private const string Path = "/usr/bin/ss";

    /// <summary>The lines of a listing: one for each socket, without a header, in the calling thread's network.</summary>
    internal static List<Line> Of(string options)
    {
        Assert.SkipUnless(File.Exists(Path), "ss is not installed");
        ProcessStartInfo start = new(Path, $"-HO {options}") { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => new Line(line))];
    }

    /// <summary>Takes both listings until they agree: counters and timers move between one and the other.</summary>
    internal static void AssertEqual(Func<IEnumerable<string>> theirs, Func<IEnumerable<string>> ours)
    {
        const int attempts = 5;
        for (int i = 1; ; i++)
        {
            string[] expected = [.. theirs().Order(StringComparer.Ordinal)];
            string[] actual = [.. ours().Order(StringComparer.Ordinal)];
            if (i == attempts || expected.SequenceEqual(actual))
            {
                Assert.Equal(expected, actual);
                return;
            }
        }
    }

    internal sealed partial class Line(string text)
    {
        private readonly string[] _fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        internal string this[int field] => _fields[field];

        /// <summary>What stands behind a name and a colon, up to the next blank; empty when it is not there.</summary>
        internal string Value(string name) => Regex.Match(text, $@"(?<=[\s]){Regex.Escape(name)}:(\S+)") is { Success: true } match ? match.Groups[1].Value : "";

        internal bool Has(string word) => _fields.Contains(word);

        /// <summary>kind,retransmits of timer:(kind,time,retransmits).</summary>
        internal string Timer => TimerPattern().Match(text) is { Success: true } match ? $"{match.Groups[1].Value},{match.Groups[2].Value}" : "";

        internal string Cookie => Value("sk") is { Length: > 0 } cookie ? ulong.Parse(cookie, NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : "";

        internal string Memory => Value("skmem").Trim('(', ')');

        [GeneratedRegex(@"timer:\((\w+),[^,]*,(\d+)\)")]
        private static partial Regex TimerPattern();
    }
}
