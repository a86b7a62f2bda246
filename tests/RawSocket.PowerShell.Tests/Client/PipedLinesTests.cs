using System.Diagnostics;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Client;

/// <summary>Lines on the pipeline, and their echoes.</summary>
public sealed class PipedLinesTests
{
    [Theory]
    [InlineData("'a', 'b'", "a|b")]
    [InlineData("'one'", "one")]
    [InlineData("''", "")]
    [InlineData("'', 'a', '', '', 'b', ''", "|a|||b|")]
    [InlineData("'Grüße', '世界 🌍'", "Grüße|世界 🌍")]
    [InlineData("1, 2.5, $true", "1|2.5|True")]
    [InlineData("\"tab`there\", \"cr`r\", \"nul`0.\"", "tab\there|cr\r|nul\0.")]
    [InlineData("\"two`nlines\"", "two|lines")]
    [InlineData("([char] 0xFEFF + 'bom')", "\uFEFFbom")]
    public void Each_line_comes_back_as_it_was(string lines, string expected)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Engine engine = new())
        {
            Outcome outcome = engine.Run(
                $"$server = Start-EchoServer; {lines} | Connect-EchoClient -Port $server.LocalEndPoint.Port; $server | Stop-EchoServer");
            Assert.Equal(expected.Split('|'), outcome.Lines());
        }

        before.AssertNothingLeft();
    }

    [Theory]
    [InlineData("@() | Connect-EchoClient -Port $port")]
    [InlineData("$null | Connect-EchoClient -Port $port")]
    public void Nothing_gives_nothing(string script)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            $"$server = Start-EchoServer; $port = $server.LocalEndPoint.Port; {script}; $server | Stop-EchoServer");
        Assert.Empty(outcome.Succeeded().Output);
    }

    [Fact]
    public void Lines_can_be_an_argument()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            "$server = Start-EchoServer; Connect-EchoClient -Port $server.LocalEndPoint.Port -InputObject 'as argument'; $server | Stop-EchoServer");
        Assert.Equal("as argument", outcome.Lines().Single());
    }

    [Theory]
    [InlineData("utf8")]
    [InlineData("unicode")]
    [InlineData("bigendianunicode")]
    [InlineData("utf32")]
    [InlineData("latin1")]
    public void Lines_come_back_in_any_encoding(string encoding)
    {
        // U+0A0A and U+010A have a byte that is a newline's, but they are none.
        string[] lines = encoding == "latin1" ? ["Grüße", "", "x"] : ["Grüße", "", "世界 🌍", "\u0A0A\u010A\u0A00", "x"];
        using Engine engine = new();
        engine.Set("lines", lines);
        Outcome outcome = engine.Run(
            $"$server = Start-EchoServer; $lines | Connect-EchoClient -Port $server.LocalEndPoint.Port -Encoding {encoding}; $server | Stop-EchoServer");
        Assert.Equal(lines, outcome.Lines());
    }

    [Fact]
    public void An_echo_comes_before_the_next_line_when_lines_come_slowly()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $server = Start-EchoServer
            $log = [System.Collections.Generic.List[string]]::new()
            & { foreach ($i in 1..3) { [System.Threading.Thread]::Sleep(100); $log.Add("in $i"); "$i" } } |
                Connect-EchoClient -Port $server.LocalEndPoint.Port |
                ForEach-Object { $log.Add("out $_") }
            $log -join ', '
            $server | Stop-EchoServer
            """);
        Assert.Equal("in 1, out 1, in 2, out 2, in 3, out 3", outcome.Single<string>());
    }

    [Fact]
    public void A_later_command_that_has_had_enough_closes_the_connection()
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (Engine engine = new())
        {
            Outcome outcome = engine.Run(
                """
                $server = Start-EchoServer
                foreach ($once in 1) { 1..100000 | Connect-EchoClient -Port $server.LocalEndPoint.Port | ForEach-Object { $_; if ($_ -eq '5') { break } } }
                @(Get-RawSocket).Count
                $server | Stop-EchoServer
                """);
            Assert.Equal(["1", "2", "3", "4", "5", "0"], outcome.Lines());
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void Short_lines_pass_quickly()
    {
        const int Count = 100_000;
        using Engine engine = new();
        engine.Run("$server = Start-EchoServer; $port = $server.LocalEndPoint.Port; $null = 'warm' | Connect-EchoClient -Port $port").Succeeded();
        long start = Stopwatch.GetTimestamp();
        int back = engine.Run($"@(1..{Count} | Connect-EchoClient -Port $port).Count", TimeSpan.FromSeconds(60)).Single<int>();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Assert.Equal(Count, back);
        engine.Run("$server | Stop-EchoServer").Succeeded();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Count / elapsed.TotalSeconds:F0} short lines/s");

        // The goal is 20,000 a second, which the benchmark measures; this only notices a round trip per line.
        Assert.True(elapsed < TimeSpan.FromSeconds(30), $"It took {elapsed.TotalSeconds:F1} s.");
    }
}
