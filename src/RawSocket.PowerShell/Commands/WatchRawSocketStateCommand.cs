using System.Management.Automation;
using RawSockets.Diagnostics.Watching;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Watch-RawSocketState: an object for each socket that changes its state.</summary>
[Cmdlet(VerbsCommon.Watch, "RawSocketState", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(SocketTransition))]
public sealed class WatchRawSocketStateCommand : SocketStateFilterCommand
{
    private long _lost;

    /// <summary>What to see changes by; Auto takes the best that this user may use.</summary>
    [Parameter]
    public WatchSource Source { get; set; }

    /// <summary>How many changes to give; without it as many as come.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = int.MaxValue;

    /// <summary>How long to watch, in milliseconds; -1 until Ctrl+C.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = -1;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Deadline deadline = Deadline.After(Timeout);
        try
        {
            if (!TryCall(null, () => SocketStateWatch.Start(Query, new WatchOptions { Source = Source, Namespace = Place }, StopToken), out var watch))
            {
                return;
            }

            using (watch)
            {
                foreach (string note in watch.Notes)
                {
                    WriteVerbose(note);
                }

                Watch(watch, deadline);
            }
        }
        catch (NotSupportedException exception)
        {
            WriteError(ErrorRecords.BadArgument(nameof(Source), Source, $"can't be used here. {exception.Message}"));
        }
    }

    private void Watch(SocketStateWatch watch, Deadline deadline)
    {
        // The time counts even where changes never stop coming.
        for (int given = 0; given < Count && !(given > 0 && deadline.HasPassed); given++)
        {
            bool isReadable = TryCall(null, () => watch.Next(deadline.RemainingMilliseconds, StopToken), out SocketTransition? transition);
            WarnOfLosses(watch);
            if (!isReadable || transition is null)
            {
                return;
            }

            WriteObject(transition);
        }
    }

    private void WarnOfLosses(SocketStateWatch watch)
    {
        if (watch.Lost > _lost)
        {
            WriteWarning($"Events were lost: {watch.Lost - _lost} or more changes came faster than they were taken.");
            _lost = watch.Lost;
        }
    }
}
