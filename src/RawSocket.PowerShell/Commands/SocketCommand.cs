using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that works on the sockets that are piped to it.</summary>
public abstract class SocketCommand : CancellableCommand
{
    // Sockets come by the pipeline; what stands on the line is the rest, and the socket comes last in it.
    private protected const int LastPosition = 9;

    /// <summary>The socket, from New-RawSocket or Receive-RawConnection.</summary>
    [Parameter(Mandatory = true, Position = LastPosition, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    public RawSocket[] Socket { get; set; } = [];

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (RawSocket socket in Socket)
        {
            Process(socket);
        }
    }

    /// <summary>Works on one socket.</summary>
    /// <param name="socket">The socket.</param>
    protected abstract void Process(RawSocket socket);
}
