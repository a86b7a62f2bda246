using System.Text;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Client;

/// <summary>Nothing on the pipeline and no terminal: standard input is what is sent.</summary>
public sealed class StandardInputTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\nb", "a|b")]
    [InlineData("\n\n", "|")]
    [InlineData("世界 🌍\nGrüße", "世界 🌍|Grüße")]
    public void Lines_come_back(string input, string expected)
    {
        Outcome outcome = Echo("", pipe => pipe.Write(Encoding.UTF8.GetBytes(input)));
        Assert.Equal(expected.Split('|'), outcome.Lines());
    }

    [Fact]
    public void Empty_input_gives_nothing()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        Assert.Empty(Echo("", static _ => { }).Succeeded().Output);
        before.AssertNothingLeft();
    }

    [Fact]
    public void A_character_that_is_split_between_two_writes_comes_back_whole()
    {
        byte[] text = "世界🌍\n"u8.ToArray();
        Outcome outcome = Echo("", pipe =>
        {
            foreach (byte one in text)
            {
                pipe.Write([one]);
                Thread.Sleep(10);
            }
        });
        Assert.Equal("世界🌍", outcome.Lines().Single());
    }

    [Fact]
    public void Much_more_than_any_buffer_comes_back_identical()
    {
        byte[] bytes = new byte[20_000_000];
        new Random(5).NextBytes(bytes);
        Outcome outcome = Echo("-AsByteStream", pipe => pipe.Write(bytes));
        byte[] back = [.. outcome.Succeeded().Output.SelectMany(static part => (byte[])part.BaseObject)];
        Assert.True(bytes.AsSpan().SequenceEqual(back));
    }

    [Fact]
    public void One_line_longer_than_any_buffer_comes_back_identical()
    {
        string line = string.Concat(Enumerable.Repeat("Grüße 世界 ", 200_000));
        Outcome outcome = Echo("", pipe => pipe.Write(Encoding.UTF8.GetBytes(line)));
        Assert.Equal(line, outcome.Lines().Single());
    }

    [Fact]
    public void The_echo_of_a_line_comes_while_input_goes_on()
    {
        using StandardInputPipe pipe = new();
        using Engine engine = new();
        engine.Run("$server = Start-EchoServer").Succeeded();
        using RunningScript client = engine.Start("Connect-EchoClient -Port $server.LocalEndPoint.Port");
        pipe.Write("first\n"u8);
        Until.True(() => client.Output.Count == 1, "the echo came");
        pipe.Write("second\n"u8);
        pipe.End();
        Assert.Equal(["first", "second"], client.Finish(TimeSpan.FromSeconds(10)).Lines());
        engine.Run("$server | Stop-EchoServer").Succeeded();
    }

    private static Outcome Echo(string options, Action<StandardInputPipe> write)
    {
        using StandardInputPipe pipe = new();
        using Engine engine = new();
        engine.Run("$server = Start-EchoServer").Succeeded();
        using RunningScript client = engine.Start($"Connect-EchoClient -Port $server.LocalEndPoint.Port {options}");
        write(pipe);
        pipe.End();
        Outcome outcome = client.Finish(TimeSpan.FromSeconds(20));
        engine.Run("$server | Stop-EchoServer").Succeeded();
        return outcome;
    }
}
