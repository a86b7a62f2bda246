using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <summary>New-RawSocket: socket(2).</summary>
[Cmdlet(VerbsCommon.New, "RawSocket")]
[OutputType(typeof(RawSocket))]
public sealed class NewRawSocketCommand : CancellableCommand
{
    /// <summary>The address family.</summary>
    [Parameter(Position = 0)]
    public AddressFamily AddressFamily { get; set; } = AddressFamily.Inet;

    /// <summary>The type.</summary>
    [Parameter(Position = 1)]
    public SocketType SocketType { get; set; } = SocketType.Stream;

    /// <summary>The protocol; the default is the usual one for the family and type.</summary>
    [Parameter(Position = 2)]
    public ProtocolType Protocol { get; set; }

    /// <summary>Calls fail with EAGAIN instead of waiting (SOCK_NONBLOCK).</summary>
    [Parameter]
    public SwitchParameter NonBlocking { get; set; }

    /// <summary>Programs started later get the descriptor too (no SOCK_CLOEXEC).</summary>
    [Parameter]
    public SwitchParameter Inheritable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TryCall(AddressFamily, () => RawSocket.Open(AddressFamily, SocketType, Protocol, NonBlocking, Inheritable), out RawSocket socket))
        {
            WriteObject(OpenSockets.Add(socket));
        }
    }
}
