using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RawSocket.Console;

/// <summary>
/// Standard output or standard error as UTF-8. Every text goes out at once in one write, so nothing is lost however the process
/// ends, and lines keep their order among both streams and whatever the cmdlets write themselves.
/// </summary>
internal sealed class OutputPipe
{
    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private bool _failed;

    private OutputPipe(Stream stream, bool isTerminal)
    {
        _stream = stream;
        IsTerminal = isTerminal;
    }

    /// <summary>Raised once, when writing fails; later text is dropped.</summary>
    public event Action<Exception>? Failed;

    public bool IsTerminal { get; }

    /// <summary>Whether escape sequences for colour are welcome here.</summary>
    public bool IsColourful => IsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static OutputPipe ForOutput() => new(OpenOutput(), !System.Console.IsOutputRedirected);

    public static OutputPipe ForErrors() => new(System.Console.OpenStandardError(), !System.Console.IsErrorRedirected);

    public void WriteLine(string text) => Write(text + "\n");

    public void Write(string text)
    {
        Exception failure;
        lock (_gate)
        {
            if (_failed || text.Length == 0)
            {
                return;
            }

            try
            {
                _stream.Write(Encoding.UTF8.GetBytes(text));
                return;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _failed = true;
                failure = error;
            }
        }

        Failed?.Invoke(failure);
    }

    private static Stream OpenOutput()
    {
        // The console's own stream hides a broken pipe, and a producer would go on for ever behind `| head -1`; a FileStream
        // shows it, but in a file it would keep an offset of its own and overwrite what others write there.
        if (System.Console.IsOutputRedirected)
        {
            var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!direct.CanSeek)
            {
                return direct;
            }
        }

        return System.Console.OpenStandardOutput();
    }
}
