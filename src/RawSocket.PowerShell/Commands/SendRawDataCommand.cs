using System.Management.Automation;
using System.Text;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Send-RawData: send(2).</summary>
[Cmdlet(VerbsCommunications.Send, "RawData", DefaultParameterSetName = SocketFromPipeline)]
[OutputType(typeof(RawSocket))]
public sealed class SendRawDataCommand : CancellableCommand
{
    private const string SocketFromPipeline = "Socket";
    private const string DataFromPipeline = "Data";
    private const int BytesAtOnce = 64 * 1024;

    private readonly List<byte> _singleBytes = [];
    private Encoding _strict = Encoding.UTF8;

    /// <summary>The socket.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SocketFromPipeline, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = DataFromPipeline)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    public RawSocket[] Socket { get; set; } = [];

    /// <summary>What to send: a string, a byte array, or bytes.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SocketFromPipeline)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DataFromPipeline, ValueFromPipeline = true)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object Data { get; set; } = "";

    /// <summary>How text becomes bytes; UTF-8 unless said otherwise.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <summary>How long one sending may take, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>Flags of send(2) for this sending.</summary>
    [Parameter]
    public MessageFlags Flag { get; set; }

    /// <summary>Hands the socket on when all was sent.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _strict = Encodings.Strict(Encoding);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == DataFromPipeline && Payload.Plain(Data) is byte one)
        {
            // A byte array that the pipeline took apart; one system call for each byte would be absurd.
            _singleBytes.Add(one);
            if (_singleBytes.Count >= BytesAtOnce)
            {
                SendSingleBytes();
            }

            return;
        }

        SendSingleBytes();
        if (ToBytes() is { } bytes)
        {
            SendAll(bytes);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => SendSingleBytes();

    private void SendSingleBytes()
    {
        if (_singleBytes.Count > 0)
        {
            SendAll([.. _singleBytes]);
            _singleBytes.Clear();
        }
    }

    private byte[]? ToBytes()
    {
        try
        {
            if (Payload.ToBytes(Data, _strict) is { } bytes)
            {
                return bytes;
            }

            object? plain = Payload.Plain(Data);
            WriteError(ErrorRecords.BadArgument(nameof(Data), plain, $"is of type {plain?.GetType().Name}; give a string, a byte array or bytes."));
        }
        catch (EncoderFallbackException exception)
        {
            WriteError(ErrorRecords.NotEncodable(nameof(Data), exception, Data));
        }

        return null;
    }

    private void SendAll(byte[] bytes)
    {
        foreach (RawSocket socket in Socket)
        {
            if (!TryCall(socket, () => socket.Send(bytes, Flag, Timeout, StopToken), out int sent))
            {
                continue;
            }

            if (sent < bytes.Length)
            {
                WriteError(ErrorRecords.PartlySent(socket, sent, bytes.Length));
            }
            else if (PassThru)
            {
                WriteObject(socket);
            }
        }
    }
}
