namespace RawSockets.Tests;

public sealed class TerminalLineModeTests
{
    [Fact]
    public async Task The_kernel_edits_lines_while_the_scope_is_open_and_not_before_or_after()
    {
        ToolResult child = await Child.RunAsync(ChildRoles.Terminal);

        Assert.Equal(
            ["terminal True", "lines False echo False enter False", "lines True echo True enter True", "lines False echo False enter False"],
            child.Successful().Lines);
    }
}
