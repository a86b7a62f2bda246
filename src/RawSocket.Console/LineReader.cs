using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RawSocket.Console;

/// <summary>How an attempt to read a line ended.</summary>
internal enum LineEnd
{
    Line,
    EndOfInput,
    Interrupted,
}

/// <summary>
/// Lines from the terminal, edited by the kernel: nothing is read before someone asks, and never beyond the line, so cmdlets that
/// read standard input themselves find the rest there.
/// </summary>
internal sealed class LineReader
{
    private readonly byte[] _buffer = new byte[4096];
    private volatile TaskCompletionSource _interrupt = new();
    private Task<string?>? _pending;

    public static bool IsTerminal => !System.Console.IsInputRedirected;

    public (LineEnd End, string Text) Read()
    {
        var interrupt = new TaskCompletionSource();
        _interrupt = interrupt;

        // A read cannot be taken back: after Ctrl+C it stays pending, and the next line answers the next question.
        _pending ??= Task.Factory.StartNew(
            ReadFromTerminal, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _ = Task.WaitAny(_pending, interrupt.Task);
        if (!_pending.IsCompleted)
        {
            return (LineEnd.Interrupted, string.Empty);
        }

        var line = _pending;
        _pending = null;
        return line is { IsCompletedSuccessfully: true, Result: { } text } ? (LineEnd.Line, text) : (LineEnd.EndOfInput, string.Empty);
    }

    /// <summary>Ends a waiting <see cref="Read"/>; the kernel has dropped the half-typed line already.</summary>
    public void Interrupt() => _interrupt.TrySetResult();

    private string? ReadFromTerminal()
    {
        using var terminal = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        using var line = new MemoryStream();
        while (true)
        {
            var count = terminal.Read(_buffer);
            if (count == 0)
            {
                return line.Length == 0 ? null : Text(line);
            }

            line.Write(_buffer, 0, count);
            if (_buffer[count - 1] == '\n')
            {
                return Text(line);
            }
        }
    }

    private static string Text(MemoryStream line) => Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\n', '\r');
}
