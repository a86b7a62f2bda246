using System.Text;
using CsCheck;

namespace RawSockets.Tests;

/// <summary>A text's bytes, and where they are cut into the pieces that arrive one by one.</summary>
internal sealed record SplitText(byte[] Bytes, int[] Cuts)
{
    private static readonly Gen<Rune> s_rune = Gen
        .OneOf(Gen.Int[0, 0x7F], Gen.Int[0x80, 0x7FF], Gen.Int[0x800, 0xD7FF], Gen.Int[0xE000, 0xFFFF], Gen.Int[0x10000, 0x10FFFF])
        .Select(static value => new Rune(value));

    private static readonly Gen<string> s_text = s_rune.Array[0, 12].Select(static runes => string.Concat(runes));
    private static readonly Gen<string> s_latin = Gen.Char['\0', '\u00FF'].Array[0, 20].Select(static chars => new string(chars));

    internal static Gen<SplitText> Of(Encoding encoding) =>
        Cut((encoding.IsSingleByte ? s_latin : s_text).Select(encoding.GetBytes));

    /// <summary>Bytes that mostly are no text, with many beginnings of characters among them.</summary>
    internal static Gen<SplitText> Noise { get; } = Cut(Gen.OneOf(Gen.Byte, Gen.Byte[0x80, 0xBF], Gen.Byte[0xC0, 0xFF]).Array[0, 24]);

    internal IEnumerable<byte[]> Pieces()
    {
        int start = 0;
        foreach (int cut in Cuts.Append(Bytes.Length))
        {
            yield return Bytes[start..cut];
            start = cut;
        }
    }

    public override string ToString() => string.Join(" | ", Pieces().Select(Convert.ToHexString));

    private static Gen<SplitText> Cut(Gen<byte[]> bytes) => bytes.SelectMany(static all =>
        Gen.Int[0, all.Length].Array[0, 6].Select(cuts => new SplitText(all, [.. cuts.Distinct().Order()])));
}
