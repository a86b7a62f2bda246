using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using RawSockets.PowerShell.Binding;
using RawSockets.PowerShell.Serving;

namespace RawSockets.PowerShell.Commands;

/// <summary>Invoke-RawExchange: poll(2), send(2) and recv(2) in both directions at once.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RawExchange", DefaultParameterSetName = FromPipeline)]
[OutputType(typeof(string), typeof(byte[]))]
public sealed partial class InvokeRawExchangeCommand : CancellableCommand
{
    private const string FromPipeline = "Pipeline";
    private const string FromStandardInput = "StandardInput";
    private const int MaxPending = 256 * 1024;
    private const int InputSize = 64 * 1024;
    private const int MaxEchoWait = 50;
    private const int LongestNewLine = 8;

    private readonly Queue<object> _ready = [];
    private StreamExchange _exchange = null!;
    private LineAssembler _lines = null!;
    private Encoding _strict = Encoding.UTF8;
    private long _left;
    private long _looked;

    /// <summary>The connected socket; it stays open.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    public RawSocket Socket { get; set; } = null!;

    /// <summary>What to send: strings, each followed by a newline; with -AsByteStream byte arrays or bytes as they are.</summary>
    [Parameter(ParameterSetName = FromPipeline, ValueFromPipeline = true)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Sends what standard input has, as it is, until its end.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromStandardInput)]
    public SwitchParameter StandardInput { get; set; }

    /// <summary>The peer echoes: the exchange ends when as much came back as was sent; less is an error.</summary>
    [Parameter]
    public SwitchParameter Echo { get; set; }

    /// <summary>Bytes in and out, instead of lines.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>Writes what comes back to standard output as it is, and nothing to the pipeline.</summary>
    [Parameter]
    public SwitchParameter StandardOutput { get; set; }

    /// <summary>How text becomes bytes and bytes text; UTF-8 unless said otherwise.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <summary>What ends each line that is sent; with CRLF a line that is received may end in either.</summary>
    [Parameter]
    public LineEnding NewLine { get; set; }

    /// <summary>The exchange ends when nothing has moved in either direction for so long, in milliseconds.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>The exchange ends when so many lines have come; what follows stays for the next receive.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>The exchange ends when so many bytes have come; what follows stays for the next receive.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? Size { get; set; }

    private bool IsComplete => _exchange.PeerEnded || IsFull || (Echo && _exchange.BytesReceived >= _exchange.BytesSent + _exchange.Pending);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _strict = Encodings.Strict(Encoding);
        RequireLines();
        _lines = new LineAssembler(Encoding, NewLine == LineEnding.CRLF, Count ?? long.MaxValue, _ready.Enqueue);
        _sink = Sink();
        _exchange = new StreamExchange(Socket, Bounded);
        StartSilence();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        StartSilence();
        if (IsFull || ParameterSetName != FromPipeline || !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)) || !Append())
        {
            return;
        }

        Exchange(() =>
        {
            _exchange.Move(receive: ShouldReceive());
            while (_exchange.Pending > MaxPending && !LostPeer && !IsFull && !_isSilent)
            {
                Wait(-1);
            }

            WaitForEchoOfSlowInput();
        });
        RequirePeer();
        Emit();
        _left = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (StandardInput)
        {
            PumpStandardInput();
        }

        Exchange(() =>
        {
            while (_exchange.Pending > 0 && !LostPeer && !IsFull && !_isSilent)
            {
                Wait(-1);
            }
        });
        if (EndsWithPeer)
        {
            Exchange(() => Socket.Shutdown(ShutdownDirection.Send));
        }

        while (!IsComplete && !_isSilent)
        {
            Exchange(() => Wait(-1));
            Emit();
        }

        _lines.Finish();
        Emit();
        KeepRest();
        RequireWhole();
        WriteVerbose($"wrote {_exchange.BytesSent} bytes, read {_exchange.BytesReceived} bytes");
    }

    // An echo can't be whole any more once the peer ended; other peers may end their half and go on receiving.
    private bool LostPeer => Echo && _exchange.PeerEnded;

    private void PumpStandardInput()
    {
        bool ended = false;
        while (!ended && !LostPeer && !IsFull && !_isSilent)
        {
            Exchange(() =>
            {
                // Input is read only when all that was read before is sent: what can't be sent need not be held.
                int input = _exchange.Pending == 0 ? RawSockets.StandardInput.Descriptor : -1;
                if (Wait(input))
                {
                    int count = RawSockets.StandardInput.Read(_exchange.Reserve(InputSize));
                    _exchange.Commit(count);
                    _exchange.Move(receive: true);
                    ended = count == 0;
                }
            });
            Emit();
        }
    }

    /// <summary>
    /// When lines come slower than a round trip, each echo is waited for, about as long as the line was: otherwise it would be
    /// shown only with the next line. Fast input is never held up.
    /// </summary>
    private void WaitForEchoOfSlowInput()
    {
        int pause = (int)Math.Min(Stopwatch.GetElapsedTime(_left).TotalMilliseconds, MaxEchoWait);
        Deadline deadline = Deadline.After(pause);
        while (Echo && pause > 0 && !IsComplete && !deadline.HasPassed)
        {
            _exchange.WaitAndMove(deadline.RemainingMilliseconds, -1, StopToken);
        }
    }

    // Fast small lines would otherwise cost two system calls each, the second mostly for nothing.
    private bool ShouldReceive()
    {
        long now = Stopwatch.GetTimestamp();
        bool due = Stopwatch.GetElapsedTime(_looked, now).TotalMilliseconds >= 1
            || _exchange.BytesSent - _exchange.BytesReceived > InputSize;
        _looked = due ? now : _looked;
        return due;
    }

    private bool Append()
    {
        try
        {
            if (Payload.Plain(InputObject) is string text)
            {
                Append(text);
                return true;
            }

            if (Payload.ToBytes(InputObject, _strict) is { } bytes)
            {
                bytes.CopyTo(_exchange.Reserve(bytes.Length));
                _exchange.Commit(bytes.Length);
                return true;
            }

            if (InputObject is not null)
            {
                // As every cmdlet that writes lines does: what is not text is shown as text.
                Append((string)LanguagePrimitives.ConvertTo(InputObject, typeof(string), System.Globalization.CultureInfo.InvariantCulture));
                return true;
            }
        }
        catch (EncoderFallbackException exception)
        {
            WriteError(ErrorRecords.NotEncodable(nameof(InputObject), exception, InputObject!));
        }

        return false;
    }

    private void Append(string text)
    {
        int size = _strict.GetByteCount(text);
        Span<byte> room = _exchange.Reserve(size + LongestNewLine);
        size = _strict.GetBytes(text, room);
        if (!AsByteStream)
        {
            size += _strict.GetBytes(NewLine == LineEnding.CRLF ? "\r\n" : "\n", room[size..]);
        }

        _exchange.Commit(size);
    }

    private ReceivedBytes Sink() => (StandardOutput.IsPresent, AsByteStream.IsPresent) switch
    {
        (true, _) => data => RawSockets.StandardOutput.Write(data, StopToken),
        (_, true) => AddBytes,
        _ => data => _lines.Add(data),
    };

    private void AddBytes(ReadOnlySpan<byte> data)
    {
        if (!data.IsEmpty)
        {
            _ready.Enqueue(data.ToArray());
        }
    }

    private void Emit()
    {
        while (_ready.TryDequeue(out object? item))
        {
            WriteObject(item, enumerateCollection: false);
        }
    }

    private void Exchange(Action calls)
    {
        if (Attempt(calls) is { } failure)
        {
            // What had come before the failure is not lost, and nothing can follow it: a line that was begun is whole.
            _lines.Finish();
            Emit();
            KeepRest();
            ThrowTerminatingError(ErrorRecords.FromSocketError(failure, Socket));
        }
    }

    private void RequirePeer()
    {
        if (LostPeer)
        {
            _lines.Finish();
            Emit();
            RequireWhole();
        }
    }

    private void RequireWhole()
    {
        long sent = _exchange.BytesSent + _exchange.Pending;
        if (_isSilent && (_exchange.Pending > 0 || (Echo && _exchange.BytesReceived < sent)))
        {
            ThrowTerminatingError(ErrorRecords.Silent(_exchange.Pending > 0 ? "send" : "recv", Timeout!.Value, sent, _exchange.BytesReceived, Socket));
        }

        if (Echo && !IsFull && _exchange.BytesReceived < sent)
        {
            ThrowTerminatingError(ErrorRecords.EchoIncomplete(sent, _exchange.BytesReceived, Socket));
        }
    }
}
