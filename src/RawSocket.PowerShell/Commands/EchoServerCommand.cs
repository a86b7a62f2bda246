using System.Management.Automation;
using RawSockets.Echo;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that works on the echo servers that are piped to it.</summary>
public abstract class EchoServerCommand : CancellableCommand
{
    /// <summary>The server, from Start-EchoServer or Get-EchoServer; or its address or port.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [EchoServerTransformation]
    [ArgumentCompleter(typeof(EchoServerCompleter))]
    public EchoServer[] Server { get; set; } = [];

    /// <summary>Hands the server on once it has ended.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected List<EchoServer> Servers { get; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => Servers.AddRange(Server);

    /// <summary>Waits for one server's end, and reports its fault.</summary>
    private protected bool WaitForEnd(EchoServer server, int timeout)
    {
        if (!TryCall(server, () => server.WaitForEnd(timeout, StopToken), out bool ended))
        {
            return false;
        }

        if (ended)
        {
            EchoServers.Forget(server);
            if (PassThru)
            {
                WriteObject(server);
            }
        }

        return ended;
    }
}
