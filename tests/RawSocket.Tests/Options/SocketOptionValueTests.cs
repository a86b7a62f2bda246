using CsCheck;

namespace RawSockets.Tests;

public sealed class SocketOptionValueTests
{
    private static readonly Gen<string> s_name = Gen.Char['!', '~'].Array[0, 15].Select(static chars => new string(chars));

    public static TheoryData<SocketOptionKind> Kinds => [.. Enum.GetValues<SocketOptionKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_value_of_every_kind_survives_the_kernels_form(SocketOptionKind kind)
    {
        SocketOption option = Of(kind);
        ValuesOf(kind).Sample(value => Assert.Equal(value, SocketOptionValue.Decode(option, SocketOptionValue.Encode(option, value))), iter: 2000);
    }

    [Theory]
    [InlineData(SocketOptionKind.Boolean, true, new byte[] { 1, 0, 0, 0 })]
    [InlineData(SocketOptionKind.Boolean, 0, new byte[] { 0, 0, 0, 0 })]
    [InlineData(SocketOptionKind.Integer, (byte)7, new byte[] { 7, 0, 0, 0 })]
    [InlineData(SocketOptionKind.Integer, (short)-2, new byte[] { 254, 255, 255, 255 })]
    [InlineData(SocketOptionKind.Integer, 4294967295L, new byte[] { 255, 255, 255, 255 })]
    [InlineData(SocketOptionKind.Integer, 4294967295u, new byte[] { 255, 255, 255, 255 })]
    [InlineData(SocketOptionKind.Seconds, 3, new byte[] { 3, 0, 0, 0 })]
    [InlineData(SocketOptionKind.Milliseconds, 1500, new byte[] { 220, 5, 0, 0 })]
    [InlineData(SocketOptionKind.TimeVal, 1500, new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0xA1, 7, 0, 0, 0, 0, 0 })]
    [InlineData(SocketOptionKind.Linger, 5, new byte[] { 1, 0, 0, 0, 5, 0, 0, 0 })]
    [InlineData(SocketOptionKind.Linger, false, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(SocketOptionKind.Text, "bbr", new byte[] { 0x62, 0x62, 0x72 })]
    public void Other_spellings_of_a_value_are_taken(SocketOptionKind kind, object value, byte[] expected) =>
        Assert.Equal(expected, SocketOptionValue.Encode(Of(kind), value));

    [Theory]
    [InlineData(SocketOptionKind.Boolean, null)]
    [InlineData(SocketOptionKind.Boolean, 2)]
    [InlineData(SocketOptionKind.Boolean, "true")]
    [InlineData(SocketOptionKind.Integer, null)]
    [InlineData(SocketOptionKind.Integer, true)]
    [InlineData(SocketOptionKind.Integer, "7")]
    [InlineData(SocketOptionKind.Integer, 1.5)]
    [InlineData(SocketOptionKind.Integer, 4294967296L)]
    [InlineData(SocketOptionKind.Integer, -2147483649L)]
    [InlineData(SocketOptionKind.Seconds, "3")]
    [InlineData(SocketOptionKind.Milliseconds, 1.5)]
    [InlineData(SocketOptionKind.TimeVal, -1)]
    [InlineData(SocketOptionKind.TimeVal, "1")]
    [InlineData(SocketOptionKind.Linger, true)]
    [InlineData(SocketOptionKind.Linger, -1)]
    [InlineData(SocketOptionKind.Text, 1)]
    [InlineData(SocketOptionKind.Text, null)]
    [InlineData(SocketOptionKind.Bytes, 1)]
    public void A_value_of_the_wrong_type_or_range_is_refused_naming_the_option(SocketOptionKind kind, object? value) => AssertRefused(Of(kind), value);

    [Fact]
    public void A_time_that_is_no_whole_number_of_units_is_refused()
    {
        AssertRefused(Of(SocketOptionKind.Seconds), TimeSpan.FromMilliseconds(1500));
        AssertRefused(Of(SocketOptionKind.Milliseconds), TimeSpan.FromMicroseconds(1500));
        AssertRefused(Of(SocketOptionKind.Linger), TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public void A_negative_time_is_refused_where_the_kernel_has_none()
    {
        AssertRefused(Of(SocketOptionKind.TimeVal), TimeSpan.FromMilliseconds(-1));
        AssertRefused(Of(SocketOptionKind.Linger), TimeSpan.FromSeconds(-1));
        AssertRefused(Of(SocketOptionKind.Linger), new Linger(true, -1));
    }

    [Fact]
    public void What_the_kernel_gives_in_one_byte_is_read_as_a_number()
    {
        Assert.Equal(200, SocketOptionValue.Decode(Of(SocketOptionKind.Integer), [200]));
        Assert.Equal(0, SocketOptionValue.Decode(Of(SocketOptionKind.Integer), []));
    }

    [Fact]
    public void A_name_ends_at_the_first_zero_byte()
    {
        Assert.Equal("reno", SocketOptionValue.Decode(Of(SocketOptionKind.Text), "reno\0\0bbr"u8));
        Assert.Equal("", SocketOptionValue.Decode(Of(SocketOptionKind.Text), []));
    }

    private static void AssertRefused(SocketOption option, object? value)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => SocketOptionValue.Encode(option, value));
        Assert.Contains(option.Name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(option.Constant, refused.Message, StringComparison.Ordinal);
    }

    private static SocketOption Of(SocketOptionKind kind) => SocketOption.All.First(option => option.Kind == kind);

    private static Gen<object> ValuesOf(SocketOptionKind kind) => kind switch
    {
        SocketOptionKind.Boolean => Gen.Bool.Select(static value => (object)value),
        SocketOptionKind.Integer => Gen.Int.Select(static value => (object)value),
        SocketOptionKind.Seconds => Gen.Int.Select(static value => (object)TimeSpan.FromSeconds(value)),
        SocketOptionKind.Milliseconds => Gen.Int.Select(static value => (object)TimeSpan.FromMilliseconds(value)),
        SocketOptionKind.TimeVal => Gen.Long[0, TimeSpan.MaxValue.Ticks / 10].Select(static value => (object)TimeSpan.FromMicroseconds(value)),
        SocketOptionKind.Linger => Gen.Select(Gen.Bool, Gen.Int[0, int.MaxValue], static (on, seconds) => (object)new Linger(on, seconds)),
        SocketOptionKind.Text => s_name.Select(static value => (object)value),
        _ => Gen.Byte.Array[0, SocketOptionValue.MaxLength].Select(static value => (object)value),
    };
}
