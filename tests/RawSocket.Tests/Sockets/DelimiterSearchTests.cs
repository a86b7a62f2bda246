using System.Text;
using CsCheck;

namespace RawSockets.Tests;

/// <summary>A delimiter that is text is found where a character begins, however the bytes arrive, and nowhere else.</summary>
public sealed class DelimiterSearchTests
{
    static DelimiterSearchTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-16", "\u0a00\u0a00\n", "\n")]
    [InlineData("utf-16BE", "\u000a\u0a00x", "\u0a00")]
    [InlineData("utf-32", "\u0a00\U00010a00\n", "\n")]
    [InlineData("shift_jis", "表a\\b", "\\")]
    [InlineData("gb18030", "乗㐂\U00020000|", "|")]
    [InlineData("big5", "功許\\", "\\")]
    [InlineData("iso-2022-jp", "漢字B\n", "B")]
    [InlineData("euc-jp", "表示\n", "\n")]
    [InlineData("utf-8", "表示é\n", "é\n")]
    [InlineData("us-ascii", "aab", "ab")]
    public void The_real_one_is_found_whatever_the_pieces(string name, string text, string delimiter)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = encoding.GetBytes(text + delimiter);
        int characters = text.IndexOf(delimiter, StringComparison.Ordinal) + delimiter.Length;
        string until = characters < delimiter.Length ? text + delimiter : text[..characters];
        for (int piece = 1; piece <= bytes.Length; piece++)
        {
            DelimiterSearch search = new(delimiter, encoding);
            int end = -1;
            for (int count = Math.Min(piece, bytes.Length); end < 0; count = Math.Min(count + piece, bytes.Length))
            {
                end = search.EndIn(bytes.AsSpan(0, count));
                Assert.True(end >= 0 || count < bytes.Length, "It was not found.");
            }

            Assert.Equal(until, encoding.GetString(bytes, 0, end));
        }
    }

    [Fact]
    public void It_agrees_with_the_text_for_any_text_and_any_pieces() =>
        Gen.Select(
            OneOf("utf-16", "utf-16BE", "utf-32", "shift_jis", "gb18030", "big5", "euc-kr", "utf-8", "iso-8859-1"),
            OneOf('a', '\\', '|', '\n', 'é', '表', '功', '\u0a00', '\u0a0a', '\u5c5c', '乗').Array[0, 20],
            OneOf("\\", "\n", "|", "a|", "\\\\"),
            Gen.Int[1, 7])
        .Sample(
            static (name, characters, delimiter, piece) =>
            {
                Encoding encoding = Encoding.GetEncoding(name);

                // What the encoding lacks is taken out by reading what it made of it.
                string text = encoding.GetString(encoding.GetBytes(characters)) + delimiter;
                int at = text.IndexOf(delimiter, StringComparison.Ordinal) + delimiter.Length;
                byte[] bytes = encoding.GetBytes(text);
                DelimiterSearch search = new(delimiter, encoding);
                int end = -1;
                for (int count = Math.Min(piece, bytes.Length); end < 0; count = Math.Min(count + piece, bytes.Length))
                {
                    end = search.EndIn(bytes.AsSpan(0, count));
                    Assert.True(end >= 0 || count < bytes.Length, "It was not found.");
                }

                Assert.Equal(encoding.GetByteCount(text[..at]), end);
            },
            iter: 20_000);

    [Fact]
    public void Bytes_are_found_wherever_they_are()
    {
        DelimiterSearch search = new([0x0A, 0x00]);
        Assert.Equal(-1, search.EndIn([0x00, 0x0A]));
        Assert.Equal(3, search.EndIn([0x00, 0x0A, 0x00]));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
