using System.Management.Automation;
using RawSockets.Diagnostics;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Get-RawSocketState: the kernel's list of sockets, sock_diag(7).</summary>
[Cmdlet(VerbsCommon.Get, "RawSocketState", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(SocketState))]
public sealed class GetRawSocketStateCommand : CancellableCommand
{
    private const string FilterSet = "Filter";
    private const string SocketSet = "Socket";

    private SocketStateReader _reader = new();

    /// <summary>The protocols; without it the internet protocols that the kernel has.</summary>
    [Parameter(ParameterSetName = FilterSet, Position = 0)]
    public SocketProtocol[]? Protocol { get; set; }

    /// <summary>Only sockets in these states.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SocketStateTransformation]
    public TcpState[] State { get; set; } = [];

    /// <summary>Only these own addresses: addresses, prefixes, names with wildcards.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SupportsWildcards]
    public AddressPattern[] LocalAddress { get; set; } = [];

    /// <summary>Only these own ports: numbers, and ranges such as '8000-8099'.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(PortCompleter))]
    public SocketPorts[] LocalPort { get; set; } = [];

    /// <summary>Only these addresses of the peer: addresses, prefixes.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SupportsWildcards]
    public AddressPattern[] RemoteAddress { get; set; } = [];

    /// <summary>Only these ports of the peer: numbers, and ranges such as '8000-8099'.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(PortCompleter))]
    public SocketPorts[] RemotePort { get; set; } = [];

    /// <summary>Only sockets that these processes have open.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Alias("OwningProcess", "Id")]
    [ArgumentCompleter(typeof(SocketProcessCompleter))]
    [ValidateRange(1, int.MaxValue)]
    public int[] ProcessId { get; set; } = [];

    /// <summary>Only sockets that processes with these names have open; wildcards.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(SocketProcessCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] ProcessName { get; set; } = [];

    /// <summary>Only sockets that are bound to these interfaces.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] InterfaceName { get; set; } = [];

    /// <summary>The network namespace to look into: a name from /run/netns, a process's number, or a path.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? NetworkNamespace { get; set; }

    /// <summary>The open sockets whose rows are looked for.</summary>
    [Parameter(ParameterSetName = SocketSet, Mandatory = true, ValueFromPipeline = true)]
    public RawSocket[] Socket { get; set; } = [];

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
    private IReadOnlyList<SocketProtocol> Protocols => Protocol ?? MyInvocation.InvocationName.ToUpperInvariant() switch
    {
        "GET-NETTCPCONNECTION" => [SocketProtocol.Tcp],
        "GET-NETUDPENDPOINT" => [SocketProtocol.Udp],
        _ => SocketStateQuery.InternetProtocols,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (NetworkNamespace is { } name)
        {
            NetworkNamespace? place = null;
            if (Attempt(() => place = Diagnostics.NetworkNamespace.Find(name)) is { } failure)
            {
                ThrowTerminatingError(ErrorRecords.NoNamespace(name, failure));
            }

            _reader = new SocketStateReader(place);
        }

        if (IncludeProcess || ProcessId.Length > 0 || ProcessName.Length > 0)
        {
            FindOwners();
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

        SocketStateQuery query = SocketStateParameters.QueryOf(this);
        foreach (SocketProtocol protocol in Protocols)
        {
            WriteRows(protocol, query with { Protocols = [protocol] });
        }
    }

    private void FindOwners()
    {
        if (TryCall(null, () => _reader.FindOwners(StopToken), out SocketOwners owners) && owners.UnreadableProcesses is > 0 and var hidden)
        {
            WriteWarning(hidden == 1
                ? "A process of another user can't be looked into; its sockets are shown without an owner."
                : $"{hidden} processes of other users can't be looked into; their sockets are shown without an owner.");
        }
    }

    private void WriteRows(SocketProtocol protocol, SocketStateQuery query)
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

            WriteObject(rows.Current, enumerateCollection: true);
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
