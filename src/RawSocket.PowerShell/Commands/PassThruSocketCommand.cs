using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that changes the sockets that are piped to it and, with -PassThru, hands them on.</summary>
public abstract class PassThruSocketCommand : SocketCommand
{
    /// <summary>Hands the socket on when the call succeeded.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected sealed override void Process(RawSocket socket)
    {
        if (TryChange(socket) && PassThru)
        {
            WriteObject(socket);
        }
    }

    /// <summary>Makes the call, and writes its failure as an error record.</summary>
    /// <param name="socket">The socket.</param>
    /// <returns>Whether it succeeded.</returns>
    private protected virtual bool TryChange(RawSocket socket) => TryCall(socket, () => Change(socket));

    /// <summary>Makes the call; it writes nothing to the pipeline.</summary>
    /// <param name="socket">The socket.</param>
    protected abstract void Change(RawSocket socket);
}
