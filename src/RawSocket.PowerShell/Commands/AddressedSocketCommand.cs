using System.Management.Automation;
using System.Net;

namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that takes an address for the sockets that are piped to it.</summary>
public abstract class AddressedSocketCommand : PassThruSocketCommand
{
    /// <summary>The numeric address: IPv4 with four parts, or IPv6, with %interface for a link-local one.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = "";

    /// <summary>The port, 0 to 65535.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateRange(IPEndPoint.MinPort, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>What the parameters say.</summary>
    protected EndPoint EndPoint { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        EndPoint = EndPoints.Parse(this, nameof(Address), Address, Port);
    }
}
