using System.Management.Automation;
using System.Net;
using RawSockets.Diagnostics;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that is about sockets of the kernel's list, chosen by the filters of Get-RawSocketState.</summary>
public abstract class SocketStateFilterCommand : CancellableCommand
{
    /// <summary>The parameter set of the filters.</summary>
    private protected const string FilterSet = "Filter";

    /// <summary>The protocols.</summary>
    [Parameter(ParameterSetName = FilterSet, Position = 0)]
    public SocketProtocol[]? Protocol { get; set; }

    /// <summary>Only these states.</summary>
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

    /// <summary>Only sockets of these processes.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Alias("OwningProcess", "Id")]
    [ArgumentCompleter(typeof(SocketProcessCompleter))]
    [ValidateRange(1, int.MaxValue)]
    public int[] ProcessId { get; set; } = [];

    /// <summary>Only sockets of processes with these names; wildcards.</summary>
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

    /// <summary>The network namespace: a name from /run/netns, a process's number, or a path.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? NetworkNamespace { get; set; }

    /// <summary>What is asked for where no protocol is named: TCP.</summary>
    private protected virtual IReadOnlyList<SocketProtocol> Protocols => Protocol ?? [SocketProtocol.Tcp];

    /// <summary>The namespace to look into; null is the own one.</summary>
    private protected NetworkNamespace? Place { get; private set; }

    /// <summary>The filters as a query.</summary>
    private protected SocketStateQuery Query => new()
    {
        Protocols = Protocols,
        States = SocketStateParameters.StatesOf(State),
        LocalAddresses = LocalAddress,
        LocalPorts = LocalPort,
        RemoteAddresses = RemoteAddress,
        RemotePorts = RemotePort,
        InterfaceNames = InterfaceName,
        Owner = SocketStateParameters.OwnerOf(ProcessId, ProcessName),
    };

    /// <summary>The filters as they were written, for messages.</summary>
    private protected string Condition => string.Join(
        ' ',
        MyInvocation.BoundParameters
            .Where(static bound => bound.Key is nameof(Protocol) or nameof(State) or nameof(LocalAddress) or nameof(LocalPort) or nameof(RemoteAddress)
                or nameof(RemotePort) or nameof(ProcessId) or nameof(ProcessName) or nameof(InterfaceName) or nameof(NetworkNamespace))
            .Select(static bound => $"-{bound.Key} {Text(bound.Value)}"));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        NetworkNamespace? place = null;
        if (NetworkNamespace is { } name && Attempt(() => place = Diagnostics.NetworkNamespace.Find(name)) is { } failure)
        {
            ThrowTerminatingError(ErrorRecords.NoNamespace(name, failure));
        }

        Place = place;
        RequirePorts(nameof(LocalPort), LocalPort);
        RequirePorts(nameof(RemotePort), RemotePort);
    }

    // Ports of vsock(7) and netlink(7) have 32 bits; where none of them is asked for, nothing could ever match.
    private void RequirePorts(string parameter, SocketPorts[] ports)
    {
        if (Protocols.All(SocketStateQuery.InternetProtocols.Contains) && Array.FindIndex(ports, static range => range.First > IPEndPoint.MaxPort) is >= 0 and var wrong)
        {
            ThrowTerminatingError(ErrorRecords.BadArgument(parameter, ports[wrong], $"is no port of {string.Join(", ", Protocols)}: they are from 0 to 65535."));
        }
    }

    private static string Text(object value) => value is System.Collections.IEnumerable several and not string
        ? string.Join(", ", several.Cast<object>())
        : value.ToString() ?? "";
}
