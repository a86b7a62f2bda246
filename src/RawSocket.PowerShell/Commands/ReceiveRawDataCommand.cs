using System.Management.Automation;
using System.Text;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Receive-RawData: recv(2).</summary>
[Cmdlet(VerbsCommunications.Receive, "RawData", DefaultParameterSetName = AsBytes)]
[OutputType(typeof(byte[]), ParameterSetName = [AsBytes])]
[OutputType(typeof(string), ParameterSetName = [AsText])]
public sealed class ReceiveRawDataCommand : SocketCommand
{
    private const string AsBytes = "Bytes";
    private const string AsText = "String";
    private const int MaxSize = 1024 * 1024 * 1024;

    private const int UsualSize = 64 * 1024;

    /// <summary>How many bytes to receive at the most, 1 to 1 GiB.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, MaxSize)]
    public int Size { get; set; } = UsualSize;

    /// <summary>How long to wait, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>Waits until Size bytes are there; less come only at the end of the stream.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Gives a string instead of a byte array.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AsText)]
    public SwitchParameter AsString { get; set; }

    /// <summary>How bytes become text; UTF-8 unless said otherwise.</summary>
    [Parameter(ParameterSetName = AsText)]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <inheritdoc/>
    protected override void Process(RawSocket socket)
    {
        if (AsString && !Exact)
        {
            if (TryCall(socket, () => socket.ReceiveText(Size, Encoding, Timeout, StopToken), out string text))
            {
                WriteObject(text);
            }

            return;
        }

        if (TryCall(socket, () => Exact ? ReceiveExactly(socket) : ReceiveOnce(socket), out byte[] bytes))
        {
            // One object: a byte array that is taken apart costs seconds for each megabyte.
            WriteObject(AsString ? Encoding.GetString(bytes) : bytes, enumerateCollection: false);
        }
    }

    private byte[] ReceiveOnce(RawSocket socket)
    {
        byte[] buffer = new byte[Size];
        int count = socket.Receive(buffer, MessageFlags.None, Timeout, StopToken);
        return count == buffer.Length ? buffer : buffer[..count];
    }

    private byte[] ReceiveExactly(RawSocket socket)
    {
        byte[] buffer = new byte[Size];
        int count = socket.ReceiveExactly(buffer, Timeout, StopToken);
        return count == buffer.Length ? buffer : buffer[..count];
    }
}
