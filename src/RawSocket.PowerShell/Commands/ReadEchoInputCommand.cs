using System.Management.Automation;
using RawSockets.PowerShell.Binding;
using System.Text;

namespace RawSockets.PowerShell.Commands;

/// <summary>Read-EchoInput: a line from standard input, watching a connection meanwhile.</summary>
[Cmdlet(VerbsCommunications.Read, "EchoInput")]
[OutputType(typeof(string))]
public sealed class ReadEchoInputCommand : CancellableCommand
{
    private readonly List<byte> _line = [];

    /// <summary>The connection: when its peer ends it, the reading ends with an error at once.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    public RawSocket Socket { get; set; } = null!;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        byte[] buffer = new byte[4096];
        while (_line is not [.., (byte)'\n'])
        {
            if (!TryCall(Socket, () => StandardInput.WaitUnlessEnded(Socket, StopToken), out bool readable))
            {
                return;
            }

            if (!readable)
            {
                ThrowTerminatingError(ErrorRecords.PeerEnded(Socket));
            }

            // A terminal gives one line at a time, and so nothing of the next one is taken.
            if (!TryCall(Socket, () => StandardInput.Read(buffer), out int count) || count == 0)
            {
                break;
            }

            _line.AddRange(buffer.AsSpan(0, count));
        }

        if (_line.Count > 0)
        {
            WriteObject(Encoding.UTF8.GetString([.. _line]).TrimEnd('\n'));
        }
    }
}
