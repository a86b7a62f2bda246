using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <summary>
/// A cmdlet whose waits end on Ctrl+C, whose failed calls become error records, and whose calls -Verbose shows.
/// </summary>
public abstract partial class CancellableCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Action<string>? _verboseSink;

    /// <summary>Cancelled by Ctrl+C.</summary>
    protected CancellationToken StopToken => _stopping.Token;

    /// <summary>Whether -Verbose shows the calls.</summary>
    private protected bool IsTraced => _verboseSink is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _verboseSink = IsVerbose() ? WriteVerbose : null;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Releases what the cmdlet holds.</summary>
    /// <param name="disposing">Whether it is called by Dispose.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Dispose();
        }
    }

    /// <summary>Makes calls of the library: traced under -Verbose, stopped by Ctrl+C, a failure written as an error record.</summary>
    /// <param name="target">What the calls are about.</param>
    /// <param name="calls">The calls; they write nothing to the pipeline.</param>
    /// <returns>Whether they succeeded.</returns>
    private protected bool TryCall(object? target, Action calls)
    {
        RawSocketException? failure = Attempt(calls);
        if (failure is not null)
        {
            WriteError(ErrorRecords.FromSocketError(failure, target));
        }

        return failure is null;
    }

    /// <summary>As <see cref="TryCall(object, Action)"/>, but hands the failure back.</summary>
    private protected RawSocketException? Attempt(Action calls)
    {
        try
        {
            using (CallTrace.To(_verboseSink))
            {
                calls();
            }

            return null;
        }
        catch (RawSocketException exception)
        {
            return exception;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>As <see cref="TryCall(object, Action)"/>, for calls that give a result.</summary>
    private protected bool TryCall<T>(object? target, Func<T> calls, out T result)
    {
        T value = default!;
        bool done = TryCall(target, () => { value = calls(); });
        result = value;
        return done;
    }

    // In a scope of its own the variable is a plain string. The preference variable covers -Verbose too, and a module function hands its own down by it.
    private bool IsVerbose() => MyInvocation.BoundParameters.TryGetValue("Verbose", out object? given)
        ? given is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.TryConvertTo(GetVariableValue("VerbosePreference"), out ActionPreference preference)
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
