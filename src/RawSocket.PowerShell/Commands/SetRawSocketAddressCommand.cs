using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <summary>Set-RawSocketAddress: bind(2).</summary>
[Cmdlet(VerbsCommon.Set, "RawSocketAddress")]
[OutputType(typeof(RawSocket))]
public sealed class SetRawSocketAddressCommand : AddressedSocketCommand
{
    /// <inheritdoc/>
    protected override void Change(RawSocket socket) => socket.Bind(EndPoint);
}
