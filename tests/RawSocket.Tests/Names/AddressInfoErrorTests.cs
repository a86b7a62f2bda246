using RawSockets.Interop;

namespace RawSockets.Tests.Names;

public class AddressInfoErrorTests
{
    [Fact]
    public void The_sentences_are_those_of_the_C_library() =>
        Assert.All(AddressInfoError.All.Where(static error => error.Name != "EAI_OVERFLOW"), static error =>
            Assert.Equal(NameLookup.ErrorText(error.Number), error.Description));

    [Fact]
    public void A_number_that_is_not_listed_still_has_a_name_and_a_sentence()
    {
        AddressInfoError error = new(-104);

        Assert.Equal("EAI_-104", error.Name);
        Assert.Equal(NameLookup.ErrorText(-104), error.Description);
        Assert.NotEmpty(error.Description);
    }

    [Fact]
    public void The_text_has_name_number_and_sentence() =>
        Assert.Equal("EAI_NONAME (-2): Name or service not known", new AddressInfoError(-2).ToString());

    [Fact]
    public unsafe void The_struct_is_laid_out_as_the_C_library_has_it_on_x64_and_arm64()
    {
        NameLookup.NativeAddressInfo info = default;
        byte* start = (byte*)&info;

        Assert.Equal(48, sizeof(NameLookup.NativeAddressInfo));
        Assert.Equal(16, (byte*)&info.AddressLength - start);
        Assert.Equal(24, (byte*)&info.Address - start);
        Assert.Equal(32, (byte*)&info.CanonicalName - start);
        Assert.Equal(40, (byte*)&info.Next - start);
    }
}
