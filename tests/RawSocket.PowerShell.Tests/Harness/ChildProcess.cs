using System.Diagnostics;
using System.Text;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>A process whose output is kept as it comes. It does not outlive the test.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);
    private readonly Process _process;
    private readonly Capture _output;
    private readonly Capture _errors;

    private ChildProcess(Process process)
    {
        _process = process;
        _output = new Capture(process.StandardOutput.BaseStream);
        _errors = new Capture(process.StandardError.BaseStream);
    }

    internal int Id => _process.Id;

    internal string Output => Encoding.UTF8.GetString(_output.Bytes);

    internal string Errors => Encoding.UTF8.GetString(_errors.Bytes);

    internal byte[] OutputBytes => _output.Bytes;

    internal Stream Input => _process.StandardInput.BaseStream;

    internal static ChildProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Runs a process to its end, with nothing on its standard input.</summary>
    internal static ChildProcess Run(ProcessStartInfo start)
    {
        ChildProcess child = Start(start);
        child.EndInput();
        child.WaitForExit();
        return child;
    }

    internal void EndInput() => _process.StandardInput.Close();

    internal void Signal(int signal) => Native.Signal(Id, signal);

    /// <summary>Waits until it has printed a text.</summary>
    internal void WaitForOutput(string text)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            bool isOver = _process.HasExited || Stopwatch.GetElapsedTime(start) > s_limit;
            Assert.False(isOver && !Output.Contains(text, StringComparison.Ordinal), $"It did not print '{text}'.\n{Report()}");
            Thread.Sleep(5);
        }
    }

    /// <returns>The exit code.</returns>
    internal int WaitForExit(TimeSpan? limit = null)
    {
        if (!_process.WaitForExit(limit ?? s_limit))
        {
            throw new TimeoutException($"It still runs.\n{Report()}");
        }

        _output.Finish();
        _errors.Finish();
        return _process.ExitCode;
    }

    internal string Report() => $"output:\n{Output}\nerrors:\n{Errors}";

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
