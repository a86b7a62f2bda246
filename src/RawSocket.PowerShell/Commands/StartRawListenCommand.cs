using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <summary>Start-RawListen: listen(2).</summary>
[Cmdlet(VerbsLifecycle.Start, "RawListen")]
[OutputType(typeof(RawSocket))]
public sealed class StartRawListenCommand : PassThruSocketCommand
{
    /// <summary>How many established connections may wait to be accepted; the kernel caps it at net.core.somaxconn.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Backlog { get; set; } = RawSocket.DefaultBacklog;

    /// <inheritdoc/>
    protected override void Change(RawSocket socket) => socket.Listen(Backlog);
}
