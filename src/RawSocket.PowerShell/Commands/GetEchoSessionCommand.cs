using System.Management.Automation;
using RawSockets.Echo;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Get-EchoSession: the clients of echo servers, as they are now.</summary>
[Cmdlet(VerbsCommon.Get, "EchoSession")]
[OutputType(typeof(EchoSession))]
public sealed class GetEchoSessionCommand : CancellableCommand
{
    /// <summary>The servers, or their addresses or ports; all of this process without it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [EchoServerTransformation]
    [ArgumentCompleter(typeof(EchoServerCompleter))]
    [ValidateNotNullOrEmpty]
    public EchoServer[]? Server { get; set; }

    /// <summary>Only the sessions of these numbers.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(EchoSessionCompleter))]
    [ValidateRange(1, long.MaxValue)]
    public long[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (EchoServer server in Server ?? EchoServers.All)
        {
            if (TryCall(server, () => server.GetSessions(StopToken), out IReadOnlyList<EchoSession> sessions))
            {
                WriteObject(Id is null ? sessions : sessions.Where(session => Id.Contains(session.Id)), enumerateCollection: true);
            }
        }
    }
}
