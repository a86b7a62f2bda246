using System.Collections.Concurrent;

namespace RawSockets.Load;

/// <summary>A measurement that goes on in a thread of its own.</summary>
public sealed class LoadRun : IDisposable
{
    private readonly LoadEngine _engine;
    private readonly Thread _thread;
    private readonly ConcurrentQueue<LoadInterval> _intervals = [];
    private readonly AutoResetEvent _news = new(false);
    private EchoMeasurement? _result;
    private Exception? _fault;
    private volatile bool _hasEnded;

    private LoadRun(LoadOptions options)
    {
        _engine = new LoadEngine(options, Tell);
        _thread = new Thread(Run) { IsBackground = true, Name = $"Load {options.EndPoint}" };
    }

    /// <summary>Whether it has ended, by itself or not.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Begins a measurement.</summary>
    /// <param name="options">What to measure.</param>
    /// <returns>The measurement that goes on.</returns>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="RawSocketException">There is no descriptor left for it.</exception>
    public static LoadRun Start(LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        LoadRun run = new(options);
        run._thread.Start();
        return run;
    }

    /// <summary>Waits until there is something new, or the end.</summary>
    /// <param name="timeout">How long.</param>
    /// <returns>Whether there is.</returns>
    public bool Wait(TimeSpan timeout) => _hasEnded || _news.WaitOne(timeout);

    /// <summary>Takes the oldest interval that was not taken yet.</summary>
    /// <param name="interval">The interval.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LoadInterval? interval) => _intervals.TryDequeue(out interval);

    /// <summary>Ends it early; its result is marked as interrupted.</summary>
    public void Stop()
    {
        if (!_hasEnded)
        {
            _engine.Stop();
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>What was measured.</returns>
    /// <exception cref="RawSocketException">Nothing could connect.</exception>
    public EchoMeasurement Finish()
    {
        _thread.Join();
        if (_fault is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_fault);
        }

        return _result!;
    }

    /// <summary>Ends it, and waits for the end.</summary>
    public void Dispose()
    {
        Stop();
        _thread.Join();
        _engine.Dispose();
        _news.Dispose();
    }

    private void Tell(LoadInterval interval)
    {
        _intervals.Enqueue(interval);
        _news.Set();
    }

    private void Run()
    {
        try
        {
            _result = _engine.Run();
        }
#pragma warning disable CA1031 // An exception that leaves this thread would end the user's shell; it is thrown again in Finish.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _fault = exception;
        }

        _hasEnded = true;
        _news.Set();
    }
}
