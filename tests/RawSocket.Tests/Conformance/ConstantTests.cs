using System.Reflection;
using Tmds.Linux;

namespace RawSockets.Tests;

public sealed class ConstantTests
{
    [Fact]
    public async Task Every_number_is_that_of_the_C_headers()
    {
        Assert.SkipUnless(CConstants.CanBeAsked, "There is no C compiler here to ask.");

        IReadOnlyDictionary<string, long> c = await CConstants.AskAsync(OurConstants.All.Keys);

        // An older C library lacks the newest names, not many of them. Options are held against the kernel's headers by their own tests.
        HashSet<string> options = [.. SocketOption.All.Select(static option => option.Constant), .. SocketOption.All.Select(static option => option.LevelName)];
        Assert.InRange(OurConstants.All.Keys.Except(c.Keys).Except(options).Count(), 0, 10);
        Assert.All(c, static constant => Assert.Equal($"{constant.Key} {constant.Value}", $"{constant.Key} {OurConstants.All[constant.Key]}"));
    }

    [Fact]
    public void Every_number_is_that_of_Tmds_LibC_where_it_has_the_name()
    {
        int compared = 0;
        foreach (PropertyInfo property in typeof(LibC).GetProperties(BindingFlags.Public | BindingFlags.Static))
        {
            if (OurConstants.All.TryGetValue(property.Name, out long ours))
            {
                // Some are of types such as sa_family_t, which have their number as text.
                Assert.Equal($"{property.Name} {property.GetValue(null)}", $"{property.Name} {ours}");
                compared++;
            }
        }

        Assert.True(compared > 200, $"Only {compared} names were compared.");
    }

    [Fact]
    public void Every_member_of_the_kernels_enumerations_is_compared()
    {
        IEnumerable<Enum> members = ((Type[])[typeof(AddressFamily), typeof(SocketType), typeof(ProtocolType), typeof(ShutdownDirection), typeof(MessageFlags), typeof(PollEvents)])
            .SelectMany(static type => Enum.GetValues(type).Cast<Enum>())
            .Except([MessageFlags.None, PollEvents.None]);

        Assert.Equal(members.ToHashSet(), OurConstants.Members.Select(static member => member.Value).ToHashSet());
    }

    [Fact]
    public void The_numbers_told_apart_in_code_are_those_of_the_table()
    {
        Assert.NotEmpty(OurConstants.ErrorNumbers);
        Assert.All(OurConstants.ErrorNumbers, static constant => Assert.Equal(constant.Name, new Errno(constant.Number).Name));
    }
}
