using System.Management.Automation;
using System.Text;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Receive-RawData: recv(2).</summary>
[Cmdlet(VerbsCommunications.Receive, "RawData", DefaultParameterSetName = Whatever)]
[OutputType(typeof(byte[]), typeof(string))]
public sealed class ReceiveRawDataCommand : SocketCommand
{
    private const string Whatever = "Any";
    private const string Whole = "Exact";
    private const string Delimited = "Until";
    private const int MaxSize = 1024 * 1024 * 1024;
    private const int UsualSize = 64 * 1024;

    /// <summary>How many bytes to receive at the most, 1 to 1 GiB.</summary>
    [Parameter]
    [ValidateRange(1, MaxSize)]
    public int Size { get; set; } = UsualSize;

    /// <summary>How long to wait, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>Waits until Size bytes are there; less come only at the end of the stream.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Whole)]
    public SwitchParameter Exact { get; set; }

    /// <summary>Receives up to and including this delimiter, a string or bytes; what follows is kept for the next receive.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Delimited)]
    [ValidateNotNullOrEmpty]
    public object Until { get; set; } = "";

    /// <summary>Leaves the bytes in the queue (MSG_PEEK).</summary>
    [Parameter(ParameterSetName = Whatever)]
    public SwitchParameter Peek { get; set; }

    /// <summary>Flags of recv(2) for this receive.</summary>
    [Parameter(ParameterSetName = Whatever)]
    public MessageFlags Flag { get; set; }

    /// <summary>Gives a string instead of a byte array.</summary>
    [Parameter]
    public SwitchParameter AsString { get; set; }

    /// <summary>How bytes become text; UTF-8 unless said otherwise.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    private byte[] _delimiter = [];
    private string? _text;
    private Encoding _strict = Encoding.UTF8;

    private MessageFlags Flags => Flag | (Peek ? MessageFlags.Peek : MessageFlags.None);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (ParameterSetName == Delimited)
        {
            ReadDelimiter();
        }
    }

    /// <inheritdoc/>
    protected override void Process(RawSocket socket)
    {
        // Peeked bytes stay where they are, so the first bytes of a character need not be kept back.
        if (AsString && ParameterSetName == Whatever && Flags == MessageFlags.None)
        {
            if (TryCall(socket, () => socket.ReceiveText(Size, Encoding, Timeout, StopToken), out string text))
            {
                WriteObject(text);
            }

            return;
        }

        if (TryCall(socket, () => Receive(socket), out byte[] bytes))
        {
            if (AsString && Exact && bytes.Length == Size)
            {
                // The first bytes of a character are the next receive's.
                int incomplete = IncompleteText.CountAtEnd(bytes, Encoding);
                socket.Keep(bytes.AsSpan(bytes.Length - incomplete));
                bytes = bytes[..^incomplete];
            }

            // One object: a byte array that is taken apart costs seconds for each megabyte.
            WriteObject(AsString ? Encoding.GetString(bytes) : bytes, enumerateCollection: false);
        }
    }

    private byte[] Receive(RawSocket socket)
    {
        if (ParameterSetName == Delimited)
        {
            return _text is { } text
                ? socket.ReceiveUntil(text, _strict, Size, Timeout, StopToken)
                : socket.ReceiveUntil(_delimiter, Size, Timeout, StopToken);
        }

        byte[] buffer = new byte[Size];
        int count = Exact ? socket.ReceiveExactly(buffer, Timeout, StopToken) : socket.Receive(buffer, Flags, Timeout, StopToken);
        return count >= buffer.Length ? buffer : buffer[..count];
    }

    // Bytes are found wherever they are; text is not found within a character.
    private void ReadDelimiter()
    {
        _strict = Encodings.Strict(Encoding);
        _text = Payload.Plain(Until) as string;
        try
        {
            _delimiter = Payload.ToBytes(Until, _strict) ?? [];
        }
        catch (EncoderFallbackException exception)
        {
            ThrowTerminatingError(ErrorRecords.NotEncodable(nameof(Until), exception, Until));
        }

        if (_delimiter.Length == 0)
        {
            ThrowTerminatingError(ErrorRecords.BadArgument(nameof(Until), Until, "is no delimiter; give a string or bytes."));
        }
    }
}
