using System.Management.Automation;
using System.Net;
using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.PowerShell.Commands;

/// <content>How the server is set up</content>
public sealed partial class StartEchoServerCommand
{
    /// <summary>What it does with what it receives.</summary>
    [Parameter]
    public EchoServiceKind Service { get; set; }

    /// <summary>By which of the kernel's interfaces it serves; Auto takes what measured better.</summary>
    [Parameter]
    public EchoEngine Engine { get; set; }

    /// <summary>How it waits for the next event.</summary>
    [Parameter]
    public PollMode PollMode { get; set; }

    /// <summary>How many event loops, each with a thread; half as many as there are processors without it.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int Worker { get; set; }

    /// <summary>Bytes of the receive buffer that all clients of a loop share.</summary>
    [Parameter]
    [ValidateRange(1, 64 * 1024 * 1024)]
    public int BufferSize { get; set; } = new EchoServerOptions().BufferSize;

    /// <summary>How many established connections may wait to be accepted.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Backlog { get; set; } = RawSocket.DefaultBacklog;

    /// <summary>Leaves SO_REUSEADDR off, so that the port can't be bound while earlier connections are still closing.</summary>
    [Parameter]
    public SwitchParameter NoReuseAddress { get; set; }

    /// <summary>Lets other processes of the same user listen at the same port and share its connections (SO_REUSEPORT).</summary>
    [Parameter]
    public SwitchParameter ReusePort { get; set; }

    /// <summary>An IPv6 address serves IPv6 only (IPV6_V6ONLY).</summary>
    [Parameter]
    public SwitchParameter IPv6Only { get; set; }

    /// <summary>Probes connections that have been idle (SO_KEEPALIVE).</summary>
    [Parameter]
    public SwitchParameter KeepAlive { get; set; }

    /// <summary>Sends small pieces at once (TCP_NODELAY), as it does without it too; false lets the kernel gather them.</summary>
    [Parameter]
    public SwitchParameter NoDelay { get; set; } = true;

    /// <summary>Replaces the file of a Unix socket that nobody has open any more; never one that is in use.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many clients may be connected at a time; more are closed at once.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxConnections { get; set; } = int.MaxValue;

    /// <summary>Shows what is received and sent, in hexadecimal and as text, among the events.</summary>
    [Parameter]
    public SwitchParameter Trace { get; set; }

    /// <summary>How long a stop waits for clients to take the rest of their echo, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int DrainTimeout { get; set; } = 5000;

    private EchoServerOptions Options(IReadOnlyList<EndPoint> places) => new()
    {
        EndPoints = SocketType.Contains(nameof(RawSockets.SocketType.Stream), StringComparer.OrdinalIgnoreCase) ? places : [],
        DatagramEndPoints = SocketType.Contains(nameof(RawSockets.SocketType.Dgram), StringComparer.OrdinalIgnoreCase) ? places : [],
        Sockets = _sockets,
        Service = Service,
        Engine = Engine,
        PollMode = PollMode,
        Workers = Worker,
        Backlog = Backlog,
        ReuseAddress = !NoReuseAddress,
        ReusePort = ReusePort,
        IPv6Only = MyInvocation.BoundParameters.ContainsKey(nameof(IPv6Only)) ? IPv6Only : null,
        KeepAlive = KeepAlive,
        NoDelay = NoDelay,
        ReplaceStale = Force,
        BufferSize = BufferSize,
        MaxConnections = MaxConnections,
        MaxConnectionsPerAddress = MaxConnectionsPerAddress,
        IdleTimeout = IdleTimeout,
        RateLimit = RateLimit,
        AllowedAddresses = AllowedAddress,
        DeniedAddresses = DeniedAddress,
        Trace = Trace,
        DrainTimeout = DrainTimeout,
    };
}
