using System.Management.Automation;
using System.Net;
using RawSockets.Echo;

namespace RawSockets.PowerShell.Commands;

/// <summary>Start-EchoServer: socket, bind, listen, accept, and an echo for each client.</summary>
[Cmdlet(VerbsLifecycle.Start, "EchoServer")]
[OutputType(typeof(EchoServer), typeof(EchoServerEvent))]
public sealed class StartEchoServerCommand : CancellableCommand
{
    /// <summary>The numeric address to listen at; loopback unless said otherwise.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>The port; 0 lets the kernel choose a free one.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(IPEndPoint.MinPort, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>How many established connections may wait to be accepted.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Backlog { get; set; } = RawSocket.DefaultBacklog;

    /// <summary>Leaves SO_REUSEADDR off, so that the port can't be bound while earlier connections are still closing.</summary>
    [Parameter]
    public SwitchParameter NoReuseAddress { get; set; }

    /// <summary>How long a stop waits for clients to take the rest of their echo, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int DrainTimeout { get; set; } = 5000;

    /// <summary>Stays in the foreground and gives an object for each event, until Ctrl+C, SIGTERM or Stop-EchoServer.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        EchoServerOptions options = new()
        {
            EndPoint = EndPoints.Parse(this, nameof(Address), Address, Port),
            Backlog = Backlog,
            ReuseAddress = !NoReuseAddress,
            DrainTimeout = DrainTimeout,
        };
        if (Wait)
        {
            Serve(options);
        }
        else if (TryCall(options.EndPoint, () => EchoServer.Start(options), out EchoServer server))
        {
            EchoServers.Add(server);
            WriteObject(server);
        }
    }

    private void Serve(EchoServerOptions options)
    {
        EventSubscription? events = null;
        if (!TryCall(options.EndPoint, () => EchoServer.Start(options, out events), out EchoServer server))
        {
            return;
        }

        EchoServers.Add(server);
        using var foreground = EchoServers.InForeground();
        using (events)
        {
            try
            {
                while (events!.Take(StopToken) is { } happened)
                {
                    WriteObject(happened);
                }
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
            finally
            {
                // Also when a later cmdlet of the pipeline ended it, as Select-Object -First does.
                server.Dispose();
                EchoServers.Forget(server);
            }
        }

        if (server.Fault is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.ServerFault(server, fault));
        }
    }
}
