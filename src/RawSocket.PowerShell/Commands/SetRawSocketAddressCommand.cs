using System.Management.Automation;
using System.Net;

namespace RawSockets.PowerShell.Commands;

/// <summary>Set-RawSocketAddress: bind(2).</summary>
[Cmdlet(VerbsCommon.Set, "RawSocketAddress", DefaultParameterSetName = Internet)]
[OutputType(typeof(RawSocket))]
public sealed class SetRawSocketAddressCommand : AddressedSocketCommand
{
    /// <summary>Replaces the file of a Unix socket that nobody has open any more; never one that is in use.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Change(RawSocket socket, EndPoint endPoint) => socket.Bind(endPoint, Force);
}
