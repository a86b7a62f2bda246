using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Get-RawSocketOption: getsockopt(2).</summary>
[Cmdlet(VerbsCommon.Get, "RawSocketOption")]
[OutputType(typeof(SocketOptionReading), typeof(bool), typeof(int), typeof(TimeSpan), typeof(string), typeof(Linger), typeof(byte[]))]
public sealed class GetRawSocketOptionCommand : SocketCommand
{
    private SocketOption? _option;

    /// <summary>The option, such as NoDelay or TCP_NODELAY; without it all that can be read are listed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(SocketOptionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _option = Name is null ? null : SocketOptions.Find(this, Name);
    }

    /// <inheritdoc/>
    protected override void Process(RawSocket socket)
    {
        if (_option is null)
        {
            ListAll(socket);
        }
        else if (TryCall(socket, () => socket.GetOption(_option), out object value))
        {
            WriteObject(value);
        }
    }

    private void ListAll(RawSocket socket)
    {
        if (!TryCall(socket, () => SocketOptionReading.All(socket), out IReadOnlyList<SocketOptionReading> readings))
        {
            return;
        }

        WriteObject(readings, enumerateCollection: true);
    }
}
