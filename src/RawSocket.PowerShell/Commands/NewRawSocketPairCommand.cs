using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>New-RawSocketPair: socketpair(2).</summary>
[Cmdlet(VerbsCommon.New, "RawSocketPair")]
[OutputType(typeof(RawSocket))]
public sealed class NewRawSocketPairCommand : CancellableCommand
{
    /// <summary>The type.</summary>
    [Parameter(Position = 0)]
    [SocketTypeTransformation]
    public SocketType SocketType { get; set; } = SocketType.Stream;

    /// <summary>The family; Linux has pairs of Unix sockets only.</summary>
    [Parameter(Position = 1)]
    public AddressFamily AddressFamily { get; set; } = AddressFamily.Unix;

    /// <summary>Calls fail with EAGAIN instead of waiting (SOCK_NONBLOCK).</summary>
    [Parameter]
    public SwitchParameter NonBlocking { get; set; }

    /// <summary>Programs started later get the descriptors too (no SOCK_CLOEXEC).</summary>
    [Parameter]
    public SwitchParameter Inheritable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TryCall(SocketType, () => RawSocket.OpenPair(SocketType, AddressFamily, NonBlocking, Inheritable), out var pair))
        {
            WriteObject(OpenSockets.Add(pair.First));
            WriteObject(OpenSockets.Add(pair.Second));
        }
    }
}
