using System.Management.Automation;
using System.Net;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that takes an address of any family for the sockets that are piped to it.</summary>
public abstract class AddressedSocketCommand : PassThruSocketCommand
{
    private protected const string Internet = "Internet";
    private protected const string UnixPath = "Path";
    private protected const string AnyEndPoint = "EndPoint";

    /// <summary>The numeric address: IPv4 with four parts, or IPv6, with %interface for a link-local one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = Internet)]
    [ArgumentCompleter(typeof(OwnAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = "";

    /// <summary>The port, 0 to 65535.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = Internet)]
    [PortTransformation]
    [ValidateRange(IPEndPoint.MinPort, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>The path of a Unix socket, of at most 108 bytes, or @ and an abstract name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UnixPath)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>An endpoint of any family, as an object or as text, such as localhost:80 or vsock:1:1234.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AnyEndPoint)]
    [EndPointTransformation]
    [ArgumentCompleter(typeof(OwnAddressCompleter))]
    [ValidateNotNull]
    public EndPoint EndPoint { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        EndPoint = ParameterSetName switch
        {
            Internet => EndPoints.Parse(this, nameof(Address), Address, Port),
            UnixPath => EndPoints.FromPath(this, Path),
            _ => EndPoint,
        };
    }

    /// <inheritdoc/>
    protected sealed override void Change(RawSocket socket) => Change(socket, AddressesOf(EndPoint, socket.AddressFamily)[0]);

    /// <inheritdoc/>
    private protected override bool TryChange(RawSocket socket) => TryResolve(
        socket,
        _ => (nameof(EndPoint), EndPoints.Text(EndPoint)),
        () =>
        {
            Change(socket);
            return true;
        },
        out _);

    /// <summary>Makes the call; it writes nothing to the pipeline.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="endPoint">The address; of a name it is the first that is of the socket's family.</param>
    protected abstract void Change(RawSocket socket, EndPoint endPoint);
}
