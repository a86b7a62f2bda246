using System.Globalization;
using System.Runtime.InteropServices;

namespace RawSockets.Tests;

public sealed partial class ErrnoTests
{
    private const int LastNumberOfTheKernel = 4095;

    [LibraryImport("libc", EntryPoint = "strerror")]
    private static partial nint NativeDescription(int number);

    [Fact]
    public void Description_is_the_sentence_of_the_C_library_for_every_number()
    {
        for (int number = 1; number <= LastNumberOfTheKernel; number++)
        {
            Assert.Equal(Marshal.PtrToStringUTF8(NativeDescription(number)), new Errno(number).Description);
        }
    }

    [Fact]
    public void All_lists_each_number_that_the_C_library_knows_once_and_in_order()
    {
        IEnumerable<int> known = Enumerable.Range(1, LastNumberOfTheKernel).Where(static number =>
            Marshal.PtrToStringUTF8(NativeDescription(number)) != string.Create(CultureInfo.InvariantCulture, $"Unknown error {number}"));

        Assert.Equal(known, Errno.All.Select(static errno => errno.Number));
    }

    [Fact]
    public void Every_name_is_parsed_back_to_its_number_whatever_its_case()
    {
        Assert.All(Errno.All, static errno =>
        {
            Assert.True(Errno.TryParse(errno.Name, out Errno exact));
            Assert.Equal(errno, exact);
            Assert.True(Errno.TryParse(errno.Name.ToLowerInvariant(), out Errno lower));
            Assert.Equal(errno, lower);
        });
    }

    [Theory]
    [InlineData("EWOULDBLOCK", "EAGAIN")]
    [InlineData("EDEADLOCK", "EDEADLK")]
    [InlineData("ENOTSUP", "EOPNOTSUPP")]
    public void A_second_name_is_the_same_error(string alias, string name)
    {
        Assert.True(Errno.TryParse(alias, out Errno errno));
        Assert.Equal(name, errno.Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("11")]
    [InlineData("EAGAIN ")]
    [InlineData("E41")]
    [InlineData("ENOSUCHERROR")]
    public void A_name_that_is_none_is_refused(string? name)
    {
        Assert.False(Errno.TryParse(name, out Errno errno));
        Assert.Equal(default, errno);
    }

    [Theory]
    [InlineData(98, "EADDRINUSE (98): Address already in use")]
    [InlineData(41, "E41 (41): Unknown error 41")]
    [InlineData(0, "0")]
    public void ToString_gives_name_number_and_sentence(int number, string expected) => Assert.Equal(expected, new Errno(number).ToString());
}
