using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>
/// One socket: an owned descriptor and what is known of it. Every operation that can wait takes a timeout and a token and goes
/// through one readiness wait, so it can always be cancelled, and closing the socket ends it. Safe for use by several threads.
/// </summary>
public sealed partial class RawSocket : IDisposable
{
    private readonly SafeDescriptor _handle;
    private readonly CancellationTokenSource _closing = new();
    private EndPoint? _localEndPoint;
    private EndPoint? _remoteEndPoint;
    private bool _ownNonBlocking;

    private RawSocket(int descriptor, AddressFamily family, SocketType type, ProtocolType protocol, bool nonBlocking)
        : this(new SafeDescriptor(descriptor), descriptor, family, type, protocol, nonBlocking)
    {
    }

    private RawSocket(SafeDescriptor handle, int descriptor, AddressFamily family, SocketType type, ProtocolType protocol, bool nonBlocking)
    {
        _handle = handle;
        Descriptor = descriptor;
        AddressFamily = family;
        SocketType = type;
        Protocol = protocol;
        _ownNonBlocking = nonBlocking;
    }

    /// <summary>The descriptor's number; it says nothing once the socket is closed.</summary>
    public int Descriptor { get; }

    /// <summary>The address family, socket(2).</summary>
    public AddressFamily AddressFamily { get; }

    /// <summary>Family, type and protocol, which decide on the options that it has.</summary>
    public SocketKind Kind => new(AddressFamily, SocketType, Protocol);

    /// <summary>The type, socket(2).</summary>
    public SocketType SocketType { get; }

    /// <summary>The protocol as the kernel has it, never "default" for an internet socket.</summary>
    public ProtocolType Protocol { get; }

    /// <summary>The address that the socket is bound to; null while it has none.</summary>
    public EndPoint? LocalEndPoint
    {
        get
        {
            LearnNames();
            return _localEndPoint;
        }
        private set => _localEndPoint = value;
    }

    /// <summary>The address of the peer; null while it has none.</summary>
    public EndPoint? RemoteEndPoint
    {
        get
        {
            LearnNames();
            return _remoteEndPoint;
        }
        private set => _remoteEndPoint = value;
    }

    /// <summary>Whether listen(2) was called on it.</summary>
    public bool IsListening { get; private set; }

    /// <summary>
    /// Whether calls fail with EAGAIN instead of waiting (O_NONBLOCK, fcntl(2)). Set it by <see cref="SetNonBlocking"/>.
    /// </summary>
    public bool NonBlocking => _ownNonBlocking;

    /// <summary>Whether the descriptor was closed.</summary>
    public bool IsClosed => _handle.IsClosed || _closing.IsCancellationRequested;

    /// <summary>Cancelled when the socket is closed.</summary>
    internal CancellationToken Closing => _closing.Token;

    /// <summary>Owns the descriptor.</summary>
    public SafeDescriptor Handle => _handle;

    /// <summary>Creates a socket, socket(2).</summary>
    /// <param name="family">The address family.</param>
    /// <param name="type">The type.</param>
    /// <param name="protocol">The protocol; the default is the usual one for the family and type.</param>
    /// <param name="nonBlocking">Whether its calls fail with EAGAIN instead of waiting.</param>
    /// <param name="inheritable">Whether programs started later get the descriptor too (no SOCK_CLOEXEC).</param>
    /// <returns>The socket; the caller closes it.</returns>
    /// <exception cref="RawSocketException">The kernel refused: socket,EAFNOSUPPORT, socket,EPERM, socket,EMFILE.</exception>
    public static RawSocket Open(
        AddressFamily family,
        SocketType type,
        ProtocolType protocol = ProtocolType.Default,
        bool nonBlocking = false,
        bool inheritable = false)
    {
        int flags = (nonBlocking ? Sys.SockNonBlock : 0) | (inheritable ? 0 : Sys.SockCloseOnExec);
        int result = Sys.Socket((int)family, (int)type | flags, (int)protocol);
        if (result >= 0 && DescriptorReserve.RoomAfter(result) < 0)
        {
            _ = Sys.Close(result);
            result = -Errno.Numbers.EMFILE;
        }

        if (result < 0)
        {
            throw new RawSocketException("socket", new Errno(-result), null, $"family {family}, type {type}, protocol {protocol}")
            {
                Kind = new SocketKind(family, type, protocol),
            };
        }

        return new RawSocket(result, family, type, Usual(family, type, protocol), nonBlocking);
    }

    /// <inheritdoc/>
    public override string ToString() => $"socket {Descriptor} {AddressFamily} {SocketType} {LocalEndPoint?.ToString() ?? "-"} {RemoteEndPoint?.ToString() ?? "-"}";

    // What the kernel takes for protocol 0, so that Protocol tells TCP from UDP without another call.
    private static ProtocolType Usual(AddressFamily family, SocketType type, ProtocolType protocol) => (family, type, protocol) switch
    {
        (AddressFamily.Inet or AddressFamily.Inet6, SocketType.Stream, ProtocolType.Default) => ProtocolType.Tcp,
        (AddressFamily.Inet or AddressFamily.Inet6, SocketType.Dgram, ProtocolType.Default) => ProtocolType.Udp,
        _ => protocol,
    };

    /// <summary>Keeps the descriptor open during one call, or says which call came too late.</summary>
    internal SafeDescriptor.Lease Use(string systemCall)
    {
        if (!IsClosed)
        {
            try
            {
                return _handle.Use();
            }
            catch (ObjectDisposedException)
            {
                // Closed by another thread since the check above.
            }
        }

        throw Closed(systemCall);
    }

    internal RawSocketException Closed(string systemCall, long transferred = 0) =>
        new(systemCall, new Errno(Errno.Numbers.EBADF), null, $"socket {Descriptor} is closed") { BytesTransferred = transferred };

    /// <summary>
    /// Waits for readiness; a close by another thread ends the wait as EBADF of the call that waited, and an error that waits in the error
    /// queue as that error.
    /// </summary>
    private PollEvents WaitFor(int descriptor, PollEvents events, Deadline deadline, string systemCall, CancellationToken cancellationToken, long transferred = 0)
    {
        while (true)
        {
            PollEvents ready = RawWait(descriptor, events, deadline, systemCall, cancellationToken, transferred);
            bool isOver = (ready & events) != 0 && SocketType == SocketType.Stream;
            if (isOver || !ready.HasFlag(PollEvents.Error) || !EmptyErrorQueue(descriptor, systemCall, transferred) || (ready & events) != 0)
            {
                return ready;
            }

            // Only the queue had made it ready.
        }
    }

    /// <summary>As <see cref="WaitFor"/>, whatever there is in the error queue.</summary>
    private PollEvents RawWait(int descriptor, PollEvents events, Deadline deadline, string systemCall, CancellationToken cancellationToken, long transferred = 0)
    {
        try
        {
            return ReadinessWait.One(descriptor, events, deadline, cancellationToken, _closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Closed(systemCall, transferred);
        }
    }

    /// <summary>As <see cref="WaitFor"/>, with other descriptors; the entry behind them must be free.</summary>
    internal void WaitForAny(Span<PollDescriptor> entries, int count, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            ReadinessWait.Any(entries, count, deadline, cancellationToken, _closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Closed("poll");
        }
    }
}
