using System.Text;

namespace RawSockets.PowerShell.Tests.Client;

/// <summary>
/// Lines of mixed UTF-8 from a seed, so that two of them give the same. Most are short and some are very long, as in a log; each
/// has 0 to <see cref="MaxLine"/> bytes.
/// </summary>
internal sealed class TextLines(int seed, int count, long maxTotal)
{
    internal const int MaxLine = 200_000;
    private static readonly string[] s_characters = ["a", "Z", " ", "\t", "é", "ß", "Ж", "世", "界", "€", "🌍", "𝄞", "\u0301", "\uFEFF", "\0", "\r"];
    private static readonly string s_pool = Pool();

    internal IEnumerable<string> All()
    {
        Random random = new(seed);
        long left = maxTotal;
        for (int i = 0; i < count; i++)
        {
            long allowed = Math.Min(MaxLine, left - (count - i));
            string line = Line(random, (int)Math.Max(allowed, 0));
            left -= Encoding.UTF8.GetByteCount(line) + 1;
            yield return line;
        }
    }

    // The length is uniform in its logarithm: about as many lines of 1 to 10 bytes as of 10,000 to 100,000.
    private static string Line(Random random, int allowed)
    {
        int size = random.Next(20) == 0 ? 0 : (int)Math.Pow(MaxLine, random.NextDouble());
        size = random.Next(2000) == 0 ? MaxLine : size;
        return Cut(random.Next(s_pool.Length), Math.Min(size, allowed));
    }

    /// <summary>Text from the pool that has at most so many bytes and ends at a character.</summary>
    private static string Cut(int start, int size)
    {
        StringBuilder line = new();
        int left = size;
        while (left > 0)
        {
            start = start >= s_pool.Length || char.IsLowSurrogate(s_pool[start]) ? 0 : start;
            ReadOnlySpan<char> part = s_pool.AsSpan(start, Math.Min(left, s_pool.Length - start));
            while (!part.IsEmpty && (Encoding.UTF8.GetByteCount(part) > left || char.IsHighSurrogate(part[^1])))
            {
                part = part[..^Math.Max(1, (Encoding.UTF8.GetByteCount(part) - left) / 4)];
            }

            if (part.IsEmpty)
            {
                break;
            }

            line.Append(part);
            left -= Encoding.UTF8.GetByteCount(part);
            start = 0;
        }

        return line.Append('.', left).ToString();
    }

    private static string Pool()
    {
        Random random = new(42);
        StringBuilder pool = new();
        while (pool.Length < 100_000)
        {
            pool.Append(s_characters[random.Next(s_characters.Length)]);
        }

        return pool.ToString();
    }
}
