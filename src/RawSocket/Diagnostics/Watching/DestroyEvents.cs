using RawSockets.Interop;

namespace RawSockets.Diagnostics.Watching;

/// <summary>The kernel's notifications of destroyed TCP and UDP sockets: multicast groups of sock_diag(7).</summary>
internal sealed class DestroyEvents : IDisposable
{
    private const int RawType = 3;
    private const int NetlinkLevel = 270;
    private const int AddMembership = 1;
    private const int ReceiveBuffer = 8;
    private const int ReceiveBufferForce = 33;
    private const int ReceiveBufferSize = 16 * 1024 * 1024;
    private const int BufferSize = 32 * 1024;

    // SKNLGRP_INET_TCP_DESTROY and its three followers: TCP and UDP, of both families.
    private const int FirstGroup = 1;
    private const int LastGroup = 4;

    private readonly byte[] _buffer = new byte[BufferSize];

    private DestroyEvents(SafeDescriptor descriptor) => Descriptor = descriptor;

    /// <summary>The descriptor to poll.</summary>
    internal SafeDescriptor Descriptor { get; }

    /// <summary>How often the kernel said that notifications were lost; how many each time it does not say.</summary>
    internal long Lost { get; private set; }

    /// <exception cref="RawSocketException">The kernel has no such notifications, or this user may not have them.</exception>
    internal static DestroyEvents Open(NetworkNamespace? place) => place is null ? Open() : place.Run(Open);

    private static DestroyEvents Open()
    {
        int result = Sys.Socket((int)AddressFamily.Netlink, RawType | Sys.SockCloseOnExec, NetlinkNumbers.SocketDiagnostics);
        if (result < 0)
        {
            throw RawSocketException.FromResult("socket", result, null, "NETLINK_SOCK_DIAG");
        }

        DestroyEvents events = new(new SafeDescriptor(result));
        try
        {
            events.Join(result);
            return events;
        }
        catch
        {
            events.Dispose();
            throw;
        }
    }

    /// <summary>Takes what has come.</summary>
    /// <param name="reader">What the rows belong to.</param>
    /// <returns>The destroyed sockets as they were at their end.</returns>
    /// <exception cref="RawSocketException">A message makes no sense.</exception>
    internal List<InetSocketState> Take(SocketStateReader reader)
    {
        List<InetSocketState> destroyed = [];
        using var lease = Descriptor.Use();
        while (true)
        {
            int result = Sys.Recv(lease.Number, _buffer, (int)(MessageFlags.DontWait | MessageFlags.Truncated));
            switch (result)
            {
                case -Errno.Numbers.EAGAIN:
                    return destroyed;
                case -Errno.Numbers.ENOBUFS:
                    Lost++;
                    break;
                case < 0:
                    throw RawSocketException.FromResult("recv", result, null, "NETLINK_SOCK_DIAG");
                default:
                    Read(_buffer.AsSpan(0, Math.Min(result, _buffer.Length)), reader, destroyed);
                    break;
            }
        }
    }

    public void Dispose() => Descriptor.Dispose();

    private static void Read(ReadOnlySpan<byte> datagram, SocketStateReader reader, List<InetSocketState> destroyed)
    {
        NetlinkMessages messages = new(datagram);
        while (messages.MoveNext())
        {
            if (messages.Header.Type != NetlinkNumbers.ByFamily)
            {
                continue;
            }

            SocketProtocol protocol = SocketProtocol.Tcp;
            _ = DiagRow.Header<InetDiagMessage>(messages.Body, out NetlinkAttributes attributes);
            while (attributes.MoveNext())
            {
                if (attributes.Type == InetDiagMessage.ProtocolAttribute && attributes.Value is [(byte)ProtocolType.Udp, ..])
                {
                    protocol = SocketProtocol.Udp;
                }
            }

            destroyed.Add((InetSocketState)InetDiagReader.For(reader, protocol, detailed: true)(messages.Body));
        }
    }

    private void Join(int descriptor)
    {
        // Connected to the kernel, so that nobody else's messages get in.
        Span<byte> kernel = stackalloc byte[NetlinkNumbers.AddressSize];
        kernel.Clear();
        kernel[0] = (byte)AddressFamily.Netlink;
        Check("connect", Sys.Connect(descriptor, kernel));

        // A burst of ends must not overflow it: with root's right beyond the system's limit, else as far as that goes.
        ReadOnlySpan<byte> size = BitConverter.GetBytes(ReceiveBufferSize);
        if (Sys.SetSockOpt(descriptor, SocketOption.Levels.Socket, ReceiveBufferForce, size) < 0)
        {
            Check("setsockopt", Sys.SetSockOpt(descriptor, SocketOption.Levels.Socket, ReceiveBuffer, size));
        }

        for (int group = FirstGroup; group <= LastGroup; group++)
        {
            Check("setsockopt", Sys.SetSockOpt(descriptor, NetlinkLevel, AddMembership, BitConverter.GetBytes(group)));
        }
    }

    private static void Check(string call, int result)
    {
        if (result < 0)
        {
            throw RawSocketException.FromResult(call, result, null, "NETLINK_SOCK_DIAG");
        }
    }
}
