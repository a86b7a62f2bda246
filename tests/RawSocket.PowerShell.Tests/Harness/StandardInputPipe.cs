using Microsoft.Win32.SafeHandles;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>Puts a pipe in the place of this process's standard input until it is disposed.</summary>
internal sealed class StandardInputPipe : IDisposable
{
    internal const int StandardInput = 0;
    private readonly int _previous = Native.Duplicate(StandardInput);
    private readonly FileStream _writer;

    internal StandardInputPipe()
    {
        (int read, int write) = Native.Pipe();
        Native.Replace(StandardInput, read);
        Native.Close(read);
        _writer = new FileStream(new SafeFileHandle(write, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    internal void Write(ReadOnlySpan<byte> data) => _writer.Write(data);

    internal void End() => _writer.Dispose();

    public void Dispose()
    {
        _writer.Dispose();
        Native.Replace(StandardInput, _previous);
        Native.Close(_previous);
    }
}
