using System.Diagnostics;
using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Views;

/// <summary>
/// Colours of states where standard output is redirected, as it is for every child of these tests; tests/View.Tests.ps1 has the terminal.
/// </summary>
public sealed partial class ColourTests
{
    private const string Green = "\e[32m";
    private const string Show =
        """
        $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $listener | Get-RawSocketState | Out-Default
        $server = Start-EchoServer
        $server | Out-Default
        Test-RawConnection 127.0.0.1 $listener.LocalEndPoint.Port | Out-Default
        $server | Stop-EchoServer
        $listener | Close-RawSocket
        """;

    [Fact]
    public void Redirected_output_has_no_coloured_states() => Assert.False(HasColours(Run(Show, colours: true)));

    [Fact]
    public void Who_asks_for_escape_sequences_gets_them()
    {
        string text = Run($"$PSStyle.OutputRendering = 'Ansi'\n{Show}", colours: true);
        Assert.All(
            ["LISTEN", "Running", "Connected"],
            state => Assert.Contains($"{Green}{state}\e[0m", text, StringComparison.Ordinal));
    }

    [Fact]
    public void NO_COLOR_comes_before_everything_else() =>
        Assert.False(HasColours(Run($"$PSStyle.OutputRendering = 'Ansi'\n{Show}", colours: false)));

    [Fact]
    public void Plain_text_has_none() =>
        Assert.False(HasColours(Run($"$PSStyle.OutputRendering = 'PlainText'\n{Show}", colours: true)));

    [Fact]
    public void The_colours_are_the_users()
    {
        string text = Run(
            """
            $PSStyle.OutputRendering = 'Ansi'
            $PSStyle.Formatting.Warning = $PSStyle.Foreground.Magenta
            $PSStyle.Formatting.Error = $PSStyle.Foreground.Blue
            foreach ($state in 'CLOSE_WAIT', 'Faulted', 'Refused', 'TIME_WAIT', 'Neither') { [RawSockets.PowerShell.StateColour]::Paint($state) }
            """,
            colours: true);
        Assert.Equal(
            ["\e[35mCLOSE_WAIT\e[0m", "\e[34mFaulted\e[0m", "\e[34mRefused\e[0m", "\e[2mTIME_WAIT\e[0m", "Neither"],
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void Columns_stand_where_they_stand_without_colours()
    {
        string text = Run(
            """
            $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
            $row = $listener | Get-RawSocketState
            $PSStyle.OutputRendering = 'Ansi'
            $row | Out-Default
            'and plain'
            $PSStyle.OutputRendering = 'PlainText'
            $row | Out-Default
            $listener | Close-RawSocket
            """,
            colours: true);
        string[] halves = text.Split("and plain");
        Assert.Contains(Green, halves[0], StringComparison.Ordinal);
        Assert.DoesNotContain("\e", halves[1], StringComparison.Ordinal);
        Assert.Equal(Lines(halves[1]), Lines(Escape().Replace(halves[0], "")));
    }

    // The headers of pwsh have colours of its own, even where output is redirected.
    private static bool HasColours(string text)
    {
        Assert.All(["LISTEN", "Running", "Connected"], state => Assert.Contains(state, text, StringComparison.Ordinal));
        return ColouredState().IsMatch(text);
    }

    private static string Run(string script, bool colours)
    {
        ProcessStartInfo start = Pwsh.Command(script);
        start.Environment["NO_COLOR"] = colours ? "" : "1";
        using ChildProcess child = ChildProcess.Run(start);
        Assert.True(child.WaitForExit() == 0, child.Report());
        return child.Output;
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(static line => line.TrimEnd()).Where(static line => line.Length > 0)];

    [GeneratedRegex(@"\e\[[0-9;]*m(LISTEN|Running|Connected)")]
    private static partial Regex ColouredState();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escape();
}
