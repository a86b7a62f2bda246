using System.Globalization;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using RawSockets.PowerShell.Binding;
using RawSockets.Serving;

namespace RawSockets.PowerShell.Serving;

/// <summary>Sends what a handler gives to its client, object by object, and hands its error records on.</summary>
internal sealed class HandlerOutput(Action<ErrorRecord> writeError)
{
    private const int BytesAtOnce = 64 * 1024;
    private readonly List<byte> _singleBytes = [];
    private RawServerConnection? _connection;

    /// <summary>What ended the cmdlet when an error record was written, such as -ErrorAction Stop.</summary>
    internal ExceptionDispatchInfo? Refusal { get; private set; }

    internal void Begin(RawServerConnection connection)
    {
        _connection = connection;
        Refusal = null;
    }

    internal void Add(object? item)
    {
        object? plain = Payload.Plain(item);
        if (plain is byte one)
        {
            // An array that the pipeline took apart; one system call for each byte would be absurd.
            _singleBytes.Add(one);
            if (_singleBytes.Count >= BytesAtOnce)
            {
                SendSingleBytes();
                RequireReader();
            }

            return;
        }

        SendSingleBytes();
        switch (plain)
        {
            case null:
                break;
            case ErrorRecord record:
                Write(record);
                break;
            case byte[] bytes:
                _connection!.Send(bytes);
                break;
            default:
                _connection!.Send((string)LanguagePrimitives.ConvertTo(item, typeof(string), CultureInfo.InvariantCulture));
                break;
        }

        RequireReader();
    }

    /// <summary>Sends what is left; also what a handler gave before it failed.</summary>
    internal void End()
    {
        SendSingleBytes();
        _connection = null;
    }

    private void SendSingleBytes()
    {
        if (_singleBytes.Count > 0)
        {
            _connection!.Send([.. _singleBytes]);
            _singleBytes.Clear();
        }
    }

    // Without it a handler could go on giving for ever, for nobody.
    private void RequireReader()
    {
        if (_connection!.Cause == RawServerDisconnectCause.TooMuchPending)
        {
            throw _connection.Error!;
        }
    }

    private void Write(ErrorRecord record)
    {
        try
        {
            writeError(record);
        }
        catch (Exception exception)
        {
            Refusal = ExceptionDispatchInfo.Capture(exception);
            throw new PipelineStoppedException();
        }
    }
}
