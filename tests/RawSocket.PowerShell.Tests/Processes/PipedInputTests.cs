using System.Diagnostics;
using System.Net;
using System.Text;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Processes;

/// <summary>printf 'a\nb\n' | pwsh -c 'Connect-EchoClient ...': a real pipe into a real program.</summary>
public sealed class PipedInputTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-StandardOutput")]
    public void Lines_on_standard_input_come_back_on_standard_output(string options)
    {
        const string Text = "a\n\nGrüße 世界 🌍\nlast without a newline";
        string back = Encoding.UTF8.GetString(Echo(options, input => input.Write(Encoding.UTF8.GetBytes(Text))));

        // Lines are objects, and each is shown with a newline; bytes are what they are.
        Assert.Equal(options.Length == 0 ? Text + "\n" : Text, back);
    }

    [Fact]
    public void Characters_that_are_split_between_writes_come_back_whole()
    {
        const string Text = "世界🌍 Ende\n";
        string back = Encoding.UTF8.GetString(Echo("", static input =>
        {
            foreach (byte one in Encoding.UTF8.GetBytes(Text))
            {
                input.WriteByte(one);
                input.Flush();
                Thread.Sleep(3);
            }
        }));
        Assert.Equal(Text, back);
    }

    [Fact]
    public void Much_comes_back_byte_for_byte()
    {
        byte[] bytes = new byte[20_000_000];
        new Random(6).NextBytes(bytes);
        long start = Stopwatch.GetTimestamp();
        byte[] back = Echo("-AsByteStream -StandardOutput", input => input.Write(bytes));
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes.Length} bytes in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, the start included");
        Assert.True(bytes.AsSpan().SequenceEqual(back));
    }

    [Fact]
    public void Input_that_ends_at_once_gives_nothing() => Assert.Empty(Echo("", static _ => { }));

    private static byte[] Echo(string options, Action<Stream> write)
    {
        using Engine engine = new();
        int port = ((IPEndPoint)engine.Run("$server = Start-EchoServer; $server").Single().Get("LocalEndPoint")!).Port;
        using ChildProcess child = ChildProcess.Start(Pwsh.Command($"Connect-EchoClient -Port {port} {options}"));
        write(child.Input);
        child.EndInput();
        Assert.True(child.WaitForExit() == 0, child.Report());
        engine.Run("$server | Stop-EchoServer").Succeeded();
        return child.OutputBytes;
    }
}
