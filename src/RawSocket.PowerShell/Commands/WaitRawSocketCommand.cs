using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>What Wait-RawSocket waits for.</summary>
[Flags]
public enum WaitFor
{
    /// <summary>Something to receive or accept, or the end of the stream (POLLIN).</summary>
    Read = 1,

    /// <summary>Room to send (POLLOUT).</summary>
    Write = 2,
}

/// <summary>Wait-RawSocket: poll(2).</summary>
[Cmdlet(VerbsLifecycle.Wait, "RawSocket")]
[OutputType(typeof(SocketReadiness))]
public sealed class WaitRawSocketCommand : SocketCommand
{
    private readonly List<RawSocket> _sockets = [];

    /// <summary>What to wait for.</summary>
    [Parameter]
    public WaitFor[] For { get; set; } = [WaitFor.Read];

    /// <summary>How long to wait, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <inheritdoc/>
    protected override void Process(RawSocket socket) => _sockets.Add(socket);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        PollEvents events = PollEvents.None;
        foreach (WaitFor wanted in For)
        {
            events |= wanted.HasFlag(WaitFor.Read) ? PollEvents.Read : PollEvents.None;
            events |= wanted.HasFlag(WaitFor.Write) ? PollEvents.Write : PollEvents.None;
        }

        if (_sockets.Count > 0 && TryCall(_sockets, () => SocketWait.Any(_sockets, events, Timeout ?? -1, StopToken), out var ready))
        {
            WriteObject(ready, enumerateCollection: true);
        }
    }
}
