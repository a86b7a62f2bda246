using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>Every example is run as it is printed, but for the port numbers, which are free ones.</summary>
public sealed class HelpExampleTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    [Theory]
    [MemberData(nameof(ModuleManifest.EachCommand), MemberType = typeof(ModuleManifest))]
    public void Its_examples_run_and_leave_nothing_open(string command)
    {
        var codes = shared.Engine.Run($"foreach ($e in (Get-Help {command} -Full).examples.example) {{ $e.code }}").Lines();
        IReadOnlyList<string> scripts = HelpPage.RunnableExamples(command, codes);
        Assert.NotEmpty(scripts);
        Assert.All(scripts, Run);
    }

    private static void Run(string example)
    {
        string script = FreePorts.In(example);
        OpenDescriptors before = OpenDescriptors.Now();
        using Engine engine = new();
        engine.Run(script, s_limit).Succeeded();
        Assert.True(engine.Run("Get-RawSocket").Output.Count == 0, $"A socket is left open by:\n{example}");
        Assert.True(engine.Run("Get-EchoServer").Output.Count == 0, $"A server is left running by:\n{example}");
        before.AssertNothingLeft();
    }
}
