using System.Management.Automation;
using RawSockets.Diagnostics;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Get-RawSocketState: the kernel's list of sockets, sock_diag(7).</summary>
[Cmdlet(VerbsCommon.Get, "RawSocketState", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(SocketState))]
public sealed class GetRawSocketStateCommand : SocketStateFilterCommand
{
    private const string SocketSet = "Socket";

    private SocketStateReader _reader = new();
    private bool _knowsOwners;

    /// <summary>The open sockets whose rows are looked for.</summary>
    [Parameter(ParameterSetName = SocketSet, Mandatory = true, ValueFromPipeline = true)]
    public RawSocket[] Socket { get; set; } = [];

    /// <summary>Whose sockets are meant: a process, an echo server, a session of one, or a row that was got before.</summary>
    [Parameter(ParameterSetName = FilterSet, ValueFromPipeline = true)]
    [SocketSelectionTransformation]
    public object? InputObject { get; set; }

    /// <summary>Gives the row of the peer too, behind the socket's own, where it is on this machine.</summary>
    [Parameter(ParameterSetName = SocketSet)]
    public SwitchParameter Pair { get; set; }

    /// <summary>Looks up which processes have the sockets, before the first row is given.</summary>
    [Parameter]
    public SwitchParameter IncludeProcess { get; set; }

    /// <summary>Gets struct tcp_info with each row, as of the same moment.</summary>
    [Parameter]
    public SwitchParameter IncludeInfo { get; set; }

    // Scripts for Windows mean TCP by one name and UDP by another.
    private protected override IReadOnlyList<SocketProtocol> Protocols => Protocol ?? MyInvocation.InvocationName.ToUpperInvariant() switch
    {
        "GET-NETTCPCONNECTION" => [SocketProtocol.Tcp],
        "GET-NETUDPENDPOINT" => [SocketProtocol.Udp],
        _ => SocketStateQuery.InternetProtocols,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _reader = new SocketStateReader(Place);
        if (IncludeProcess || ProcessId.Length > 0 || ProcessName.Length > 0)
        {
            FindOwners(isOwn: false);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == SocketSet)
        {
            Array.ForEach(Socket, WriteRowOf);
            return;
        }

        SocketSelection? selection = SocketSelection.Of(InputObject);
        if (selection?.ProcessId is not null && !_knowsOwners)
        {
            FindOwners(isOwn: selection.ProcessId == Environment.ProcessId);
        }

        SocketStateQuery query = Query with { IncludeInfo = IncludeInfo };
        query = selection?.Narrow(query) ?? query;
        foreach (SocketProtocol protocol in Protocol is null ? selection?.Protocols ?? Protocols : Protocols)
        {
            WriteRows(protocol, query with { Protocols = [protocol] }, selection?.Matches);
        }
    }

    // Of this process everything is known, whatever is hidden of others.
    private void FindOwners(bool isOwn)
    {
        _knowsOwners = true;
        if (TryCall(null, () => _reader.FindOwners(StopToken), out SocketOwners owners) && !isOwn && owners.UnreadableProcesses is > 0 and var hidden)
        {
            WriteWarning(hidden == 1
                ? "A process of another user can't be looked into; its sockets are shown without an owner."
                : $"{hidden} processes of other users can't be looked into; their sockets are shown without an owner.");
        }
    }

    private void WriteRows(SocketProtocol protocol, SocketStateQuery query, Predicate<SocketState>? matches)
    {
        // A batch is what came in one datagram: the rows stream, and PowerShell takes many at a time in half the time.
        using IEnumerator<IReadOnlyList<SocketState>> rows = _reader.ReadBatches(query, StopToken).GetEnumerator();
        bool more = false;
        Action next = () => more = rows.MoveNext();
        while (true)
        {
            if (Attempt(next) is { } failure)
            {
                WriteFailure(protocol, failure);
                return;
            }

            if (!more)
            {
                return;
            }

            WriteObject(matches is null ? rows.Current : [.. rows.Current.Where(row => matches(row))], enumerateCollection: true);
        }
    }

    private void WriteFailure(SocketProtocol protocol, RawSocketException failure)
    {
        if (failure.Identifier is not "sock_diag,ENOENT")
        {
            WriteError(ErrorRecords.FromSocketError(failure, protocol));
        }
        else if (Protocol is not null)
        {
            WriteError(ErrorRecords.NoListing(protocol, failure));
        }
    }

    private void WriteRowOf(RawSocket socket)
    {
        if (!TryCall(socket, () => _reader.Find(socket, IncludeInfo, StopToken), out SocketState? row))
        {
            return;
        }

        if (row is null)
        {
            WriteError(ErrorRecords.NotListed(socket));
            return;
        }

        SocketState? peer = null;
        bool found = !Pair || TryCall(socket, () => _reader.FindPeer(row, IncludeInfo, StopToken), out peer);
        WriteObject(row);
        if (found && peer is not null)
        {
            WriteObject(peer);
        }
    }
}
