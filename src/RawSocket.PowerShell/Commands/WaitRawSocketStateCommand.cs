using System.Management.Automation;
using RawSockets.Diagnostics;
using RawSockets.Diagnostics.Watching;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Wait-RawSocketState: waits until a socket is there in some state, or until none is.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RawSocketState", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(SocketState), typeof(bool))]
public sealed class WaitRawSocketStateCommand : SocketStateFilterCommand
{
    /// <summary>Waits until no socket matches, instead of until one does.</summary>
    [Parameter]
    public SwitchParameter Free { get; set; }

    /// <summary>How long to wait, in milliseconds; 0 only looks, -1 has no limit.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = -1;

    /// <summary>Gives only whether it happened in time, and no error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private SocketStateQuery Waited => Free && State.Length == 0 ? Query with { States = TcpStates.All } : Query;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!TryCall(null, Wait, out IReadOnlyList<SocketState> rows))
        {
            return;
        }

        bool happened = Free ? rows.Count == 0 : rows.Count > 0;
        if (Quiet)
        {
            WriteObject(happened);
        }
        else if (!happened)
        {
            IReadOnlyList<SocketState> now = Free ? rows : Others();
            WriteError(ErrorRecords.NotInTime(Condition, Free, Timeout, now));
        }
        else if (!Free)
        {
            WriteObject(rows, enumerateCollection: true);
        }
    }

    private IReadOnlyList<SocketState> Wait() => Free
        ? SocketStateWait.UntilGone(Waited, Timeout, Place, StopToken)
        : SocketStateWait.UntilThere(Waited, Timeout, Place, StopToken);

    // What matches but for the state, which says how far it has come. It is only for the message, so a failure here is none.
    private IReadOnlyList<SocketState> Others()
    {
        IReadOnlyList<SocketState> rows = [];
        Attempt(() => rows = SocketStateWait.UntilThere(Query with { States = TcpStates.All }, 0, Place, StopToken));
        return rows;
    }
}
