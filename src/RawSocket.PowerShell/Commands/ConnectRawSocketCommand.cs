using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <summary>Connect-RawSocket: connect(2).</summary>
[Cmdlet(VerbsCommunications.Connect, "RawSocket", DefaultParameterSetName = Internet)]
[OutputType(typeof(RawSocket))]
public sealed class ConnectRawSocketCommand : AddressedSocketCommand
{
    /// <summary>How long to try, in milliseconds; without it until the kernel gives up, after some two minutes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <inheritdoc/>
    protected override void Change(RawSocket socket) => socket.Connect(EndPoint, Timeout, StopToken);
}
