using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Get-RawSocketOption: getsockopt(2).</summary>
[Cmdlet(VerbsCommon.Get, "RawSocketOption", DefaultParameterSetName = "Name")]
[OutputType(
    typeof(SocketOptionReading), typeof(bool), typeof(int), typeof(uint), typeof(ulong), typeof(TimeSpan), typeof(string), typeof(Linger),
    typeof(PeerCredentials), typeof(TcpInfo), typeof(byte[]), ParameterSetName = ["Name"])]
[OutputType(typeof(byte[]), ParameterSetName = ["Number"])]
public sealed class GetRawSocketOptionCommand : SocketCommand
{
    /// <summary>The option, such as NoDelay or TCP_NODELAY; without it all that can be read are listed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(SocketOptionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The level of an option that has no name here: a number, or a constant such as SOL_TCP.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Number")]
    [OptionLevelTransformation]
    [ArgumentCompleter(typeof(OptionLevelCompleter))]
    public int Level { get; set; }

    /// <summary>The option's number at its level.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Number")]
    public int OptionName { get; set; }

    /// <summary>How many bytes the kernel may give.</summary>
    [Parameter(ParameterSetName = "Number")]
    [ValidateRange(0, 1 << 20)]
    public int Size { get; set; } = 4;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Name is not null)
        {
            _ = SocketOptions.Find(this, Name);
        }
    }

    /// <inheritdoc/>
    protected override void Process(RawSocket socket)
    {
        if (ParameterSetName == "Number")
        {
            GetBytes(socket);
        }
        else if (Name is null)
        {
            ListAll(socket);
        }
        else if (TryCall(socket, () => socket.GetOption(SocketOption.Find(Name, socket.Kind)!), out object value))
        {
            WriteObject(value);
        }
    }

    private void GetBytes(RawSocket socket)
    {
        if (TryCall(socket, () => socket.GetOption(Level, OptionName, Size), out byte[] value))
        {
            WriteObject(value, enumerateCollection: false);
        }
    }

    private void ListAll(RawSocket socket)
    {
        if (TryCall(socket, () => socket.GetOptions(), out IReadOnlyList<SocketOptionReading> readings))
        {
            WriteObject(readings, enumerateCollection: true);
        }
    }
}
