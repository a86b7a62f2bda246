using RawSockets.Interop;

namespace RawSockets;

/// <summary>
/// Lets the kernel edit lines on the terminal at standard input while the scope is open, termios(3): a shell that edits them
/// itself leaves the terminal raw, where Enter ends no line and Ctrl+D is no end. Without a terminal it does nothing.
/// </summary>
public sealed class TerminalLineMode : IDisposable
{
    private readonly Sys.TerminalAttributes _before;
    private bool _changed;

    private TerminalLineMode()
    {
        if (Sys.GetTerminal(StandardInput.Descriptor, out _before) < 0)
        {
            return;
        }

        Sys.TerminalAttributes lines = _before;
        lines.Input |= Sys.TerminalAttributes.CarriageReturnToNewline;
        lines.Local |= Sys.TerminalAttributes.Canonical | Sys.TerminalAttributes.Signals | Sys.TerminalAttributes.Echo
            | Sys.TerminalAttributes.EchoErase | Sys.TerminalAttributes.EchoKill | Sys.TerminalAttributes.EchoControl
            | Sys.TerminalAttributes.EchoKillErase | Sys.TerminalAttributes.Extensions;
        _changed = Sys.SetTerminal(StandardInput.Descriptor, lines) == 0;
    }

    /// <summary>Changes the mode.</summary>
    /// <returns>A scope; dispose it to put the terminal back as it was.</returns>
    public static TerminalLineMode Enter() => new();

    /// <summary>Puts the terminal back as it was.</summary>
    public void Dispose()
    {
        if (_changed)
        {
            _changed = false;
            _ = Sys.SetTerminal(StandardInput.Descriptor, _before);
        }
    }
}
