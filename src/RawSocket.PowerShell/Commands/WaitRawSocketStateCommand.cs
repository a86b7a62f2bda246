using System.Management.Automation;
using RawSockets.Diagnostics;
using RawSockets.Diagnostics.Watching;

namespace RawSockets.PowerShell.Commands;

/// <summary>Wait-RawSocketState: waits until a socket is there in some state, or until none is.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RawSocketState", DefaultParameterSetName = ThereSet)]
[OutputType(typeof(SocketState), typeof(bool))]
public sealed class WaitRawSocketStateCommand : SocketStateFilterCommand
{
    private const string ThereSet = "There";
    private const string FreeSet = "Free";

    /// <summary>Waits until no socket matches, instead of until one does.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FreeSet)]
    public SwitchParameter Free { get; set; }

    /// <summary>How long to wait, in milliseconds; 0 only looks, -1 has no limit.</summary>
    [Parameter]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = -1;

    /// <summary>Gives only whether it happened in time, and no error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private SocketStateQuery Waited => Free && State.Length == 0 ? Query with { States = TcpStates.All } : Query;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!TryFindNamespace(out NetworkNamespace? place) || !TryCall(null, () => Wait(place), out IReadOnlyList<SocketState> rows))
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
            IReadOnlyList<SocketState> now = Free ? rows : Others(place);
            WriteError(ErrorRecords.NotInTime(Condition, Free, Timeout, now));
        }
        else if (!Free)
        {
            WriteObject(rows, enumerateCollection: true);
        }
    }

    private IReadOnlyList<SocketState> Wait(NetworkNamespace? place) => Free
        ? SocketStateWait.UntilGone(Waited, Timeout, place, StopToken)
        : SocketStateWait.UntilThere(Waited, Timeout, place, StopToken);

    // What matches but for the state, which says how far it has come. It is only for the message, so a failure here is none.
    private IReadOnlyList<SocketState> Others(NetworkNamespace? place)
    {
        IReadOnlyList<SocketState> rows = [];
        Attempt(() => rows = SocketStateWait.UntilThere(Query with { States = TcpStates.All }, 0, place, StopToken));
        return rows;
    }
}
