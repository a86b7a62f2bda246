using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Receive-RawConnection: accept4(2).</summary>
[Cmdlet(VerbsCommunications.Receive, "RawConnection")]
[OutputType(typeof(RawSocket))]
public sealed class ReceiveRawConnectionCommand : SocketCommand
{
    /// <summary>How long to wait for each connection, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>How many connections to accept.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>The new sockets are non-blocking (SOCK_NONBLOCK).</summary>
    [Parameter]
    public SwitchParameter NonBlocking { get; set; }

    /// <inheritdoc/>
    protected override void Process(RawSocket socket)
    {
        for (int i = 0; i < Count; i++)
        {
            if (!TryCall(socket, () => socket.Accept(Timeout, NonBlocking, StopToken), out RawSocket connection))
            {
                return;
            }

            WriteObject(OpenSockets.Add(connection));
        }
    }
}
