using System.Globalization;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Views;

/// <summary>Numbers of bytes for people.</summary>
public sealed class SizeTextTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(1234, "1.23 kB")]
    [InlineData(9994, "9.99 kB")]
    [InlineData(9996, "10.0 kB")]
    [InlineData(99_960, "100 kB")]
    [InlineData(999_400, "999 kB")]
    [InlineData(999_600, "1.00 MB")]
    [InlineData(12_345_678, "12.3 MB")]
    [InlineData(1e18, "1.00 EB")]
    public void A_size_has_three_digits_and_the_unit_that_suits_it(double bytes, string expected)
    {
        string number = bytes.ToString(CultureInfo.InvariantCulture);
        Assert.Equal([expected, $"{expected}/s"], Text($"Bytes({number})", $"Rate({number})"));
    }

    [Fact]
    public void What_is_not_known_is_empty() => Assert.Equal(["", ""], Text("Bytes($null)", "Rate($null)"));

    [Fact]
    public void A_list_has_the_number_too() => Assert.Equal(["999 B", "1.23 MB (1234567)"], Text("Exact(999)", "Exact(1234567)"));

    private IReadOnlyList<string> Text(params string[] calls) =>
        shared.Engine.Run(string.Join("; ", calls.Select(static call => $"[RawSockets.PowerShell.SizeText]::{call}"))).Lines();
}
