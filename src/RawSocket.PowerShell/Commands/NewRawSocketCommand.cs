using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>New-RawSocket: socket(2), or a socket that was opened elsewhere.</summary>
[Cmdlet(VerbsCommon.New, "RawSocket", DefaultParameterSetName = Created)]
[OutputType(typeof(RawSocket))]
public sealed class NewRawSocketCommand : CancellableCommand
{
    private const string Created = "Create";
    private const string Inherited = "Descriptor";
    private const string Activated = "ListenName";

    /// <summary>The address family.</summary>
    [Parameter(Position = 0, ParameterSetName = Created)]
    public AddressFamily AddressFamily { get; set; } = AddressFamily.Inet;

    /// <summary>The type.</summary>
    [Parameter(Position = 1, ParameterSetName = Created)]
    [SocketTypeTransformation]
    public SocketType SocketType { get; set; } = SocketType.Stream;

    /// <summary>The protocol; the default is the usual one for the family and type. Families other than the internet's number theirs on their own.</summary>
    [Parameter(Position = 2, ParameterSetName = Created)]
    [ProtocolTransformation]
    public ProtocolType Protocol { get; set; }

    /// <summary>Calls fail with EAGAIN instead of waiting (SOCK_NONBLOCK).</summary>
    [Parameter(ParameterSetName = Created)]
    public SwitchParameter NonBlocking { get; set; }

    /// <summary>Programs started later get the descriptor too (no SOCK_CLOEXEC).</summary>
    [Parameter(ParameterSetName = Created)]
    public SwitchParameter Inheritable { get; set; }

    /// <summary>Takes over an inherited descriptor that is a socket; standard input is 0.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Inherited)]
    [ValidateRange(0, int.MaxValue)]
    public int Descriptor { get; set; }

    /// <summary>Takes over the sockets that a service manager handed over under this name (LISTEN_FDS, LISTEN_FDNAMES); wildcards allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Activated)]
    [ArgumentCompleter(typeof(ListenNameCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string ListenName { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case Inherited:
                Adopt(Descriptor);
                break;
            case Activated:
                AdoptActivated();
                break;
            default:
                Create();
                break;
        }
    }

    private void Create()
    {
        if (TryCall(AddressFamily, Open, out RawSocket socket))
        {
            WriteObject(OpenSockets.Add(socket));
        }
    }

    private RawSocket Open()
    {
        RawSocket socket = RawSocket.Open(AddressFamily, SocketType, Protocol, NonBlocking, Inheritable);

        // Now, and not at the first receive: datagrams that arrive before would be told of less.
        socket.EnableDatagramInfo();
        return socket;
    }

    private void Adopt(int descriptor)
    {
        if (TryCall(descriptor, () => RawSocket.Adopt(descriptor), out RawSocket socket))
        {
            WriteObject(OpenSockets.Add(socket));
        }
    }

    private void AdoptActivated()
    {
        WildcardPattern pattern = WildcardPattern.Get(ListenName, WildcardOptions.None);
        List<int> descriptors = [.. ActivatedSockets.All().Where(entry => pattern.IsMatch(entry.Name)).Select(static entry => entry.Descriptor)];
        if (descriptors.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(ListenName))
        {
            WriteError(ErrorRecords.NotFound($"ListenName: no socket of the name '{ListenName}' was handed to this process (LISTEN_PID, LISTEN_FDS, LISTEN_FDNAMES).", ListenName));
        }

        descriptors.ForEach(Adopt);
    }
}
