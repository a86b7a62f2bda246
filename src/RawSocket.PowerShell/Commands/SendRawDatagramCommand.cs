using System.Management.Automation;
using System.Net;
using System.Text;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Send-RawDatagram: sendto(2), sendmmsg(2).</summary>
[Cmdlet(VerbsCommunications.Send, "RawDatagram", DefaultParameterSetName = Connected)]
[OutputType(typeof(RawSocket))]
public sealed class SendRawDatagramCommand : CancellableCommand
{
    private const string Connected = "Connected";
    private const string Internet = "Internet";
    private const string UnixPath = "Path";
    private const string AnyEndPoint = "EndPoint";

    private readonly List<byte[]> _batch = [];
    private Encoding _strict = Encoding.UTF8;
    private EndPoint? _target;
    private bool _isLost;

    /// <summary>The socket.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    public RawSocket Socket { get; set; } = null!;

    /// <summary>The datagram: a string or a byte array; each object from the pipeline is one datagram.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object Data { get; set; } = "";

    /// <summary>The numeric address that it goes to; without any it goes to the connected peer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Internet)]
    [ArgumentCompleter(typeof(PeerAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = "";

    /// <summary>The port that it goes to, 0 to 65535.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Internet)]
    [PortTransformation]
    [ArgumentCompleter(typeof(PortCompleter))]
    [ValidateRange(IPEndPoint.MinPort, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>The path or @abstract name of the Unix socket that it goes to.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UnixPath)]
    [ArgumentCompleter(typeof(UnixPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The endpoint of any family that it goes to, such as localhost:7, or the RemoteEndPoint of a received datagram.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AnyEndPoint)]
    [EndPointTransformation(IsPeer = true)]
    [ArgumentCompleter(typeof(PeerEndPointCompleter))]
    [ValidateNotNull]
    public EndPoint EndPoint { get; set; } = null!;

    /// <summary>How text becomes bytes; UTF-8 unless said otherwise.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <summary>How many datagrams of the pipeline go in one call, 1 to 64; the last batch is sent at the pipeline's end.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int BatchSize { get; set; } = 1;

    /// <summary>How long one sending may take, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>Flags of sendto(2) for this sending.</summary>
    [Parameter]
    public MessageFlags Flag { get; set; }

    /// <summary>Ancillary data for each datagram, as a hashtable such as @{ TimeToLive = 3 }.</summary>
    [Parameter]
    public DatagramControl? ControlMessage { get; set; }

    /// <summary>Hands the socket on when all was sent.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _strict = Encodings.Strict(Encoding);
        _target = ParameterSetName switch
        {
            Internet => EndPoints.Parse(this, nameof(Address), Address, Port),
            UnixPath => EndPoints.FromPath(this, Path),
            AnyEndPoint => TryResolve(EndPoint, () => AddressesOf(EndPoint, Socket.AddressFamily)[0], out EndPoint found) ? found : null,
            _ => null,
        };
        _isLost = _target is null && ParameterSetName == AnyEndPoint;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_isLost && ToBytes() is { } bytes)
        {
            _batch.Add(bytes);
            if (_batch.Count >= BatchSize)
            {
                SendBatch();
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SendBatch();
        if (PassThru && !_isLost)
        {
            WriteObject(Socket);
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

    private void SendBatch()
    {
        if (_batch.Count > 0)
        {
            try
            {
                TryCall(Socket, () => { Socket.SendDatagrams(_batch, _target, Flag, Timeout, ControlMessage, StopToken); });
            }
            catch (ArgumentException exception)
            {
                ThrowTerminatingError(ErrorRecords.BadArgument(nameof(ControlMessage), exception, ControlMessage));
            }

            _batch.Clear();
        }
    }
}
