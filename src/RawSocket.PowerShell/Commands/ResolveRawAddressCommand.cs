using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Resolve-RawAddress: getaddrinfo(3).</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "RawAddress", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ResolvedAddress))]
public sealed class ResolveRawAddressCommand : CancellableCommand
{
    private const string NameSet = "Name";
    private const string PassiveSet = "Passive";

    /// <summary>The host's name, or a numeric address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The service's name, as in services(5), or a port from 0 to 65535; without it the port is 0.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PassiveSet)]
    [ValidateNotNullOrEmpty]
    public string? Service { get; set; }

    /// <summary>Only addresses of this family; Unspec takes Inet and Inet6.</summary>
    [Parameter]
    public AddressFamily AddressFamily { get; set; }

    /// <summary>Only for sockets of this type; without it every address comes once for each type.</summary>
    [Parameter]
    [SocketTypeTransformation]
    public SocketType? SocketType { get; set; }

    /// <summary>Only for this protocol.</summary>
    [Parameter]
    [ProtocolTransformation]
    public ProtocolType Protocol { get; set; }

    /// <summary>Asks for the host's official name (AI_CANONNAME).</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter CanonicalName { get; set; }

    /// <summary>The name is a numeric address: nothing is looked up (AI_NUMERICHOST).</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter Numeric { get; set; }

    /// <summary>The addresses that a server binds to in order to be reached by all of this machine's (AI_PASSIVE).</summary>
    [Parameter(Mandatory = true, ParameterSetName = PassiveSet)]
    public SwitchParameter Passive { get; set; }

    /// <summary>With -V4Mapped, IPv4 addresses too where there are IPv6 addresses (AI_ALL).</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter All { get; set; }

    /// <summary>With -AddressFamily Inet6, IPv4 addresses as ::ffff:a.b.c.d where there is no IPv6 address (AI_V4MAPPED).</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter V4Mapped { get; set; }

    /// <summary>Only families of which this machine has an address that is not loopback (AI_ADDRCONFIG).</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter AddressConfig { get; set; }

    /// <summary>How long to wait for each name, in milliseconds; without it as long as the name servers take.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PassiveSet)
        {
            Resolve(null);
            return;
        }

        foreach (string name in Name)
        {
            Resolve(name);
        }
    }

    private void Resolve(string? name)
    {
        AddressQuery query = new()
        {
            Name = name,
            Service = Service,
            AddressFamily = AddressFamily,
            SocketType = SocketType,
            Protocol = Protocol,
            CanonicalName = CanonicalName,
            Numeric = Numeric,
            Passive = Passive,
            All = All,
            V4Mapped = V4Mapped,
            AddressConfig = AddressConfig,
        };
        if (TryResolve(name, about => Parameter(about, name), () => Resolver.Resolve(query, Timeout ?? -1, StopToken), out var results))
        {
            WriteObject(results, enumerateCollection: true);
        }
    }

    private (string Parameter, object? Value) Parameter(string about, string? name) => about switch
    {
        "EAI_SERVICE" or nameof(Service) => (nameof(Service), Service),
        "EAI_FAMILY" => (nameof(AddressFamily), AddressFamily),
        "EAI_SOCKTYPE" when SocketType is null || Protocol != ProtocolType.Default => (nameof(Protocol), Protocol),
        "EAI_SOCKTYPE" => (nameof(SocketType), SocketType),
        _ => name is null ? (nameof(Service), Service) : (nameof(Name), name),
    };
}
