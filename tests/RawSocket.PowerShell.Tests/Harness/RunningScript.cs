using System.Diagnostics;
using System.Management.Automation;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>A script that runs on another thread and can be stopped, as Ctrl+C does.</summary>
internal sealed class RunningScript : IDisposable
{
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(10);
    private readonly Shell _shell;
    private readonly string _script;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _running;
    private bool _stopRequested;

    internal RunningScript(Shell shell, string script)
    {
        _shell = shell;
        _script = script;
        _running = shell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    internal bool HasEnded => _running.IsCompleted;

    /// <summary>What it has given so far.</summary>
    internal IReadOnlyList<PSObject> Output => Snapshot(_output);

    /// <summary>What -Verbose has told so far.</summary>
    internal IReadOnlyList<VerboseRecord> Verbose => Snapshot(_shell.Streams.Verbose);

    /// <summary>Whether Write-Progress has told anything.</summary>
    internal bool HasProgress => _shell.Streams.Progress.Count > 0;

    /// <summary>Waits for its end.</summary>
    internal Outcome Finish(TimeSpan limit)
    {
        if (!_running.AsyncWaitHandle.WaitOne(limit))
        {
            Stop();
            throw new TimeoutException($"It did not end within {limit.TotalSeconds} s: {_script}");
        }

        ErrorRecord? last = null;
        try
        {
            _shell.EndInvoke(_running);
        }
        catch (Exception exception) when (exception is IContainsErrorRecord and not PipelineStoppedException)
        {
            last = ((IContainsErrorRecord)exception).ErrorRecord;
        }
        catch (PipelineStoppedException) when (_stopRequested)
        {
            // Stopped on purpose: no error of the script's.
        }

        List<ErrorRecord> errors = [.. _shell.Streams.Error];
        if (last is not null)
        {
            errors.Add(last);
        }

        return new Outcome([.. _output], errors, [.. _shell.Streams.Verbose.Select(static line => line.Message)], last is not null);
    }

    /// <summary>Stops it and waits until it has ended.</summary>
    /// <returns>How long that took.</returns>
    internal TimeSpan Stop()
    {
        _stopRequested = true;
        long start = Stopwatch.GetTimestamp();
        IAsyncResult stopping = _shell.BeginStop(null, null);
        Assert.True(_running.AsyncWaitHandle.WaitOne(s_stopLimit), $"It did not stop within {s_stopLimit.TotalSeconds} s: {_script}");
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _shell.EndStop(stopping);
        return elapsed;
    }

    // The script may be adding to it: copied as a whole, it can grow between the look at its size and the copy.
    private static List<T> Snapshot<T>(PSDataCollection<T> growing) => [.. Enumerable.Range(0, growing.Count).Select(index => growing[index])];

    public void Dispose()
    {
        if (!HasEnded)
        {
            Stop();
        }

        _shell.Dispose();
        _output.Dispose();
    }
}
