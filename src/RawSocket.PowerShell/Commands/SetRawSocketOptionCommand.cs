using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Set-RawSocketOption: setsockopt(2).</summary>
[Cmdlet(VerbsCommon.Set, "RawSocketOption", DefaultParameterSetName = "Name")]
[OutputType(typeof(RawSocket))]
public sealed class SetRawSocketOptionCommand : PassThruSocketCommand
{
    /// <summary>The option, such as NoDelay or TCP_NODELAY.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(SocketOptionCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The level of an option that has no name here: a number, or a constant such as SOL_TCP.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Number")]
    [OptionLevelTransformation]
    [ArgumentCompleter(typeof(OptionLevelCompleter))]
    public int Level { get; set; }

    /// <summary>The option's number at its level.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Number")]
    public int OptionName { get; set; }

    /// <summary>
    /// The value, of the option's type; a number is taken for a time in the option's unit. With Level and OptionName: the bytes that
    /// the kernel takes, or an int.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(SocketOptionValueCompleter))]
    public object? Value { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (ParameterSetName == "Name")
        {
            _ = SocketOptions.Find(this, Name);
        }
    }

    /// <inheritdoc/>
    protected override void Change(RawSocket socket)
    {
        try
        {
            if (ParameterSetName == "Name")
            {
                SocketOption option = SocketOption.Find(Name, socket.Kind)!;
                socket.SetOption(option, OptionValues.For(option, Value));
            }
            else
            {
                socket.SetOption(Level, OptionName, OptionValues.Bytes(Value));
            }
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.BadArgument(nameof(Value), exception, Payload.Plain(Value)));
        }
    }
}
