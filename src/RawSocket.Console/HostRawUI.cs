using System.Management.Automation.Host;

namespace RawSocket.Console;

/// <summary>The screen as the formatter sees it: a width, and how many cells a text takes.</summary>
internal sealed class HostRawUI(OutputPipe output) : PSHostRawUserInterface
{
    private const int DefaultWidth = 120;
    private const int DefaultHeight = 50;

    public override Size BufferSize
    {
        get
        {
            // A terminal may not know its size, and says 0 then.
            var (width, height) = output.IsTerminal ? (System.Console.WindowWidth, System.Console.WindowHeight) : (0, 0);
            return new Size(width > 0 ? width : DefaultWidth, height > 0 ? height : DefaultHeight);
        }
        set { }
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set { }
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = "rawsocket";

    public override bool KeyAvailable => false;

    public override int LengthInBufferCells(char source) => IsWide(source) ? 2 : 1;

    public override int LengthInBufferCells(string source) => source.Sum(LengthInBufferCells);

    public override int LengthInBufferCells(string source, int offset) => source.Skip(offset).Sum(LengthInBufferCells);

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException("rawsocket reads lines, not keys.");

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoScreen();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NoScreen();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoScreen();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NoScreen();

    private static NotSupportedException NoScreen() => new("rawsocket writes a stream of lines and has no screen buffer.");

    private static bool IsWide(char c) => c is
        (>= '\u1100' and <= '\u115f') or (>= '\u2e80' and <= '\ua4cf') or (>= '\uac00' and <= '\ud7a3')
        or (>= '\uf900' and <= '\ufaff') or (>= '\ufe30' and <= '\ufe6f') or (>= '\uff00' and <= '\uff60') or (>= '\uffe0' and <= '\uffe6');
}
