using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Set-RawSocketOption: setsockopt(2).</summary>
[Cmdlet(VerbsCommon.Set, "RawSocketOption")]
[OutputType(typeof(RawSocket))]
public sealed class SetRawSocketOptionCommand : PassThruSocketCommand
{
    private SocketOption _option = null!;

    /// <summary>The option, such as NoDelay or TCP_NODELAY.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(SocketOptionCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The value, of the option's type; a number is taken for a time in the option's unit.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    public object Value { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _option = SocketOptions.Find(this, Name);
    }

    /// <inheritdoc/>
    protected override void Change(RawSocket socket)
    {
        object plain = Value is PSObject wrapped ? wrapped.BaseObject : Value;
        try
        {
            socket.SetOption(_option, plain);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.BadArgument(nameof(Value), exception, plain));
        }
    }
}
