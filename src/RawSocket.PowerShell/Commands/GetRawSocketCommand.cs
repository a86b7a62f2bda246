using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Get-RawSocket: the sockets that this module has open.</summary>
[Cmdlet(VerbsCommon.Get, "RawSocket")]
[OutputType(typeof(RawSocket))]
public sealed class GetRawSocketCommand : PSCmdlet
{
    /// <summary>Only these descriptors.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(DescriptorCompleter))]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Descriptor { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        List<RawSocket> open = [.. OpenSockets.All];
        if (Descriptor is null)
        {
            WriteObject(open, enumerateCollection: true);
            return;
        }

        foreach (int descriptor in Descriptor)
        {
            if (open.Find(socket => socket.Descriptor == descriptor) is { } socket)
            {
                WriteObject(socket);
            }
            else
            {
                WriteError(ErrorRecords.NotFound($"Descriptor: no socket of this module has descriptor {descriptor}.", descriptor));
            }
        }
    }
}
