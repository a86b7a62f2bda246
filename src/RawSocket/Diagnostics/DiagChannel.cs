using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>A netlink socket of NETLINK_SOCK_DIAG. It is connected to the kernel, so that nobody else's messages get in.</summary>
internal sealed class DiagChannel : IDiagChannel
{
    private const int RawType = 3;

    private readonly SafeDescriptor _descriptor;

    private DiagChannel(SafeDescriptor descriptor) => _descriptor = descriptor;

    /// <summary>Opens one in a network namespace, which it then belongs to; any thread may use it afterwards.</summary>
    /// <param name="place">The namespace; null for the calling thread's.</param>
    internal static DiagChannel Open(NetworkNamespace? place) => place is null ? Open() : place.Run(Open);

    internal static DiagChannel Open()
    {
        int result = Sys.Socket((int)AddressFamily.Netlink, RawType | Sys.SockCloseOnExec, NetlinkNumbers.SocketDiagnostics);
        if (result < 0)
        {
            throw RawSocketException.FromResult("socket", result, null, "NETLINK_SOCK_DIAG");
        }

        DiagChannel channel = new(new SafeDescriptor(result));
        Span<byte> kernel = stackalloc byte[NetlinkNumbers.AddressSize];
        kernel.Clear();
        kernel[0] = (byte)AddressFamily.Netlink;
        int connected = Sys.Connect(result, kernel);
        if (connected >= 0)
        {
            return channel;
        }

        channel.Dispose();
        throw RawSocketException.FromResult("connect", connected, null, "NETLINK_SOCK_DIAG");
    }

    public void Send(ReadOnlySpan<byte> request)
    {
        using var lease = _descriptor.Use();
        int result = Sys.Send(lease.Number, request, (int)MessageFlags.DontWait);
        if (result < 0)
        {
            throw RawSocketException.FromResult("send", result, null, "NETLINK_SOCK_DIAG");
        }
    }

    public int Receive(Span<byte> buffer, Deadline deadline, CancellationToken cancellationToken)
    {
        using var lease = _descriptor.Use();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int result = Sys.Recv(lease.Number, buffer, (int)(MessageFlags.DontWait | MessageFlags.Truncated));
            if (result > buffer.Length)
            {
                throw DiagErrors.Malformed($"the reply has {result} bytes, and the buffer {buffer.Length}");
            }

            if (result >= 0)
            {
                return result;
            }

            if (result != -Errno.Numbers.EAGAIN)
            {
                throw RawSocketException.FromResult("recv", result, null, "NETLINK_SOCK_DIAG");
            }

            if (ReadinessWait.One(lease.Number, PollEvents.Read, deadline, cancellationToken) == PollEvents.None)
            {
                throw new RawSocketException(DiagErrors.Call, new Errno(Errno.Numbers.ETIMEDOUT), null, "the kernel did not answer in time");
            }
        }
    }

    public void Dispose() => _descriptor.Dispose();
}
