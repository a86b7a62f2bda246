namespace RawSockets.Tests;

public sealed class HygieneTests
{
    [Fact]
    public async Task Two_thousand_connections_leave_no_descriptor_and_no_thread_behind() => await AssertAsManyAfterAsBefore(ChildRoles.EchoRounds);

    [Fact]
    public async Task What_fails_to_be_made_leaves_no_descriptor_behind() => await AssertAsManyAfterAsBefore(ChildRoles.Failures);

    private static async Task AssertAsManyAfterAsBefore(string role)
    {
        ToolResult child = await Child.RunAsync(role);

        string[] counts = child.Successful().Lines[^1].Split(' ');
        Assert.Equal(counts[0], counts[1]);
    }
}
