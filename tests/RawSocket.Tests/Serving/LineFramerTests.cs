using System.Text;
using RawSockets.Serving;

namespace RawSockets.Tests.Serving;

public sealed class LineFramerTests
{
    public static TheoryData<string> Encodings => ["utf-8", "us-ascii", "iso-8859-1", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Lines_come_out_whole_however_they_arrive(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        // In two bytes, U+0A0A and U+0D0A have the bytes of newlines at odd places.
        string odd = name.StartsWith("utf", StringComparison.Ordinal) ? "\u0A0A\u010D\u0A00你好😀" : "plain";
        string[] lines = ["", "a", odd, "", new string('x', 300), "with \r inside", "\r"];
        byte[] stream = encoding.GetBytes(string.Concat(lines.Select(static (line, i) => line + (i % 2 == 0 ? "\n" : "\r\n"))));
        string[] expected = [.. lines.Select(static (line, i) => i % 2 == 0 && line.EndsWith('\r') ? line[..^1] : line)];
        foreach (int step in new[] { 1, 2, 3, 7, stream.Length })
        {
            Assert.Equal(expected, Cut(new LineFramer(encoding, 4 * 300), stream, step, encoding));
        }
    }

    [Theory]
    [InlineData("abcd\n", LineSearch.Found)]
    [InlineData("abcd\r\n", LineSearch.Found)]
    [InlineData("abcd\r", LineSearch.Incomplete)]
    [InlineData("abcd", LineSearch.Incomplete)]
    [InlineData("", LineSearch.Incomplete)]
    [InlineData("abcde\n", LineSearch.TooLong)]
    [InlineData("abcde\r\n", LineSearch.TooLong)]
    [InlineData("abcdef", LineSearch.TooLong)]
    internal void A_line_has_at_most_so_many_bytes(string received, LineSearch expected)
    {
        int searched = 0;

        LineSearch found = new LineFramer(Encoding.UTF8, 4).Find(Encoding.UTF8.GetBytes(received), ref searched, out int length, out _);

        Assert.Equal(expected, found);
        Assert.Equal(expected == LineSearch.Found ? 4 : length, length);
    }

    private static List<string> Cut(LineFramer framer, byte[] stream, int step, Encoding encoding)
    {
        List<string> lines = [];
        ByteQueue queue = new();
        int searched = 0;
        for (int at = 0; at < stream.Length; at += step)
        {
            queue.Append(stream.AsSpan(at, Math.Min(step, stream.Length - at)));
            while (framer.Find(queue.Span, ref searched, out int length, out int consumed) == LineSearch.Found)
            {
                lines.Add(encoding.GetString(queue.Span[..length]));
                queue.Drop(consumed);
            }
        }

        Assert.Equal(0, queue.Count);
        return lines;
    }
}
