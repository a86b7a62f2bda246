using System.Management.Automation;
using System.Text;
using RawSockets.PowerShell.Binding;
using RawSockets.PowerShell.Serving;
using RawSockets.Serving;

namespace RawSockets.PowerShell.Commands;

/// <content>The work that the server hands out</content>
public sealed partial class StartRawServerCommand
{
    // Written between the calls: what the pipeline does with a line could end the cmdlet in the middle of one.
    private readonly Queue<string> _calls = [];

    private void Serve(RawServer server)
    {
        HandlerCall call = new(this);

        // Whatever encoding was given: bytes that are no character must not become an error of the server's.
        Encoding reading = Encodings.Strict(Encoding);
        server.Trace = IsTraced ? _calls.Enqueue : null;
        try
        {
            while (Take(server) is { } work)
            {
                ShowCalls();
                if (work.Data is { } data)
                {
                    object argument = Framing == RawServerFraming.Line ? reading.GetString(data) : data;
                    Handle(call, Handler, work.Connection!, argument);
                }
                else
                {
                    Tell(call, work.Event!);
                }
            }
        }
        finally
        {
            // Also when a later cmdlet of the pipeline ended it, as Select-Object -First does, or exit in a handler.
            server.Dispose();
        }

        ShowCalls();
    }

    private RawServerWork? Take(RawServer server)
    {
        try
        {
            return server.Take(StopToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (RawSocketException exception)
        {
            ThrowTerminatingError(ErrorRecords.FromSocketError(exception, server.LocalEndPoint));
            throw;
        }
    }

    private void Tell(HandlerCall call, RawServerEvent happened)
    {
        WriteObject(happened);
        ScriptBlock? block = happened.Event switch
        {
            RawServerEventKind.Connected => OnConnect,
            RawServerEventKind.Disconnected => OnDisconnect,
            _ => null,
        };
        if (block is not null)
        {
            Handle(call, block, happened.Connection!, happened);
        }
    }

    private void Handle(HandlerCall call, ScriptBlock block, RawServerConnection connection, object argument)
    {
        if (call.Invoke(block, connection, argument) is { } error)
        {
            // A client that does not read what it is sent is no error of the script's; its event tells of it.
            if (connection.Cause != RawServerDisconnectCause.TooMuchPending)
            {
                connection.Fail(error.Exception);
                WriteError(ErrorRecords.HandlerError(error, connection));
            }
        }
    }

    private void ShowCalls()
    {
        while (_calls.TryDequeue(out string? line))
        {
            WriteVerbose(line);
        }
    }
}
