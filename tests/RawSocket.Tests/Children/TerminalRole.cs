using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Tests;

/// <summary>Has a terminal of its own as standard input, in the mode that a shell with a line editor leaves it in.</summary>
internal static partial class TerminalRole
{
    [LibraryImport("libc", EntryPoint = "openpty")]
    private static unsafe partial int OpenTerminal(out int controller, out int terminal, byte* name, void* attributes, void* size);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    internal static unsafe void Run()
    {
        Assert.Equal(0, OpenTerminal(out _, out int terminal, null, null, null));
        Assert.Equal(0, Duplicate(terminal, StandardInput.Descriptor));
        _ = Sys.GetTerminal(StandardInput.Descriptor, out Sys.TerminalAttributes raw);
        raw.Local &= ~(Sys.TerminalAttributes.Canonical | Sys.TerminalAttributes.Echo);
        raw.Input &= ~Sys.TerminalAttributes.CarriageReturnToNewline;
        _ = Sys.SetTerminal(StandardInput.Descriptor, raw);

        Console.WriteLine($"terminal {StandardInput.IsTerminal}");
        Console.WriteLine(Mode());
        using (TerminalLineMode.Enter())
        {
            Console.WriteLine(Mode());
        }

        Console.WriteLine(Mode());
    }

    private static string Mode()
    {
        _ = Sys.GetTerminal(StandardInput.Descriptor, out Sys.TerminalAttributes now);
        bool lines = (now.Local & Sys.TerminalAttributes.Canonical) != 0;
        bool echo = (now.Local & Sys.TerminalAttributes.Echo) != 0;
        bool enter = (now.Input & Sys.TerminalAttributes.CarriageReturnToNewline) != 0;
        return $"lines {lines} echo {echo} enter {enter}";
    }
}
