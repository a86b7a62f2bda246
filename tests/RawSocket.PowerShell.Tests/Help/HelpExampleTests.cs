using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>Every example is run as it is printed, but for the port numbers, which are free ones.</summary>
public sealed class HelpExampleTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    private const int Fewest = 3;

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void Its_examples_show_what_the_page_prints_and_leave_nothing_open(string command)
    {
        IReadOnlyList<PageExample> examples = HelpPage.Examples(command);
        Assert.True(examples.Count >= Fewest, $"The page of {command} has {examples.Count} examples.");
        Assert.All(examples, Run);
    }

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void The_help_shows_all_examples_of_its_page(string command)
    {
        IReadOnlyList<PageExample> examples = HelpPage.Examples(command);
        var shown = shared.Engine.Run($"foreach ($e in (Get-Help {command} -Full).examples.example) {{ $e.code }}").Lines();
        Assert.Equal(examples.Count, shown.Count);
        Assert.All(
            examples.Zip(shown),
            static pair =>
            {
                Assert.NotEmpty(pair.First.Script);
                Assert.Equal(string.Join("\n\n", [pair.First.Script, .. pair.First.Output is { } output ? [output] : Array.Empty<string>()]), pair.Second);
            });
    }

    [Theory]
    [MemberData(nameof(HelpPage.AboutTopics), MemberType = typeof(HelpPage))]
    public void What_an_about_topic_shows_runs(string topic) =>
        Assert.All(HelpPage.Fences(HelpPage.Read(topic), "powershell"), static script => Run(new PageExample(script, null)));

    private static void Run(PageExample example)
    {
        string script = FreePorts.In(example.Script);
        OpenDescriptors before = OpenDescriptors.Now();
        using Engine engine = new();
        string shown = engine.Show(script);
        if (example.Output is { } expected)
        {
            Assert.Equal(ShownText.Comparable(expected), ShownText.Comparable(shown));
        }

        Assert.True(engine.Run("Get-RawSocket").Output.Count == 0, $"A socket is left open by:\n{example.Script}");
        Assert.True(engine.Run("Get-EchoServer").Output.Count == 0, $"A server is left running by:\n{example.Script}");
        before.AssertNothingLeft();
    }
}
