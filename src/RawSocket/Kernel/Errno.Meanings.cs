namespace RawSockets;

public readonly partial record struct Errno
{
    /// <summary>What the error usually means for a socket, in a sentence; null for errors that sockets hardly give.</summary>
    public string? Meaning => Meanings.ByName.GetValueOrDefault(Name);

    /// <summary>Whether errno(3) lists a number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsListed(int number) => Table.ByNumber.ContainsKey(number);

    private static class Meanings
    {
        internal static readonly Dictionary<string, string> ByName = new(StringComparer.Ordinal)
        {
            ["EPERM"] = "The operation takes a privilege that the process has not, such as CAP_NET_RAW for a raw socket, or a firewall rule forbids the packet.",
            ["ENOENT"] = "There is no such path: no Unix socket was made there, or its folder is missing.",
            ["EINTR"] = "A signal came while the call was waiting; calls are made again by themselves, so this is rarely seen.",
            ["EIO"] = "The device or the kernel could not carry the operation out.",
            ["ENXIO"] = "There is no such device or address behind it any more.",
            ["EBADF"] = "The descriptor is closed, or never was one.",
            ["EAGAIN"] = "A non-blocking call would have had to wait: nothing has arrived, nobody is connecting, or the send buffer is full.",
            ["ENOMEM"] = "The kernel has no memory for it at the moment.",
            ["EACCES"] = "Not allowed: a port below 1024 without CAP_NET_BIND_SERVICE, a broadcast address without Broadcast, or a Unix path that the user may not use.",
            ["EFAULT"] = "The call was given memory that is not the process's: a fault in a program, not in the network.",
            ["EBUSY"] = "What is to be changed is in use.",
            ["EEXIST"] = "It is there already.",
            ["ENODEV"] = "There is no such network interface.",
            ["ENOTDIR"] = "A part of the path of a Unix socket is no folder.",
            ["EINVAL"] = "The call does not fit the socket's state, or an argument is out of range: accept without listen, a second bind, an unknown flag.",
            ["ENFILE"] = "The whole system has as many files open as it allows (fs.file-max).",
            ["EMFILE"] = "The process has as many descriptors open as it may (RLIMIT_NOFILE).",
            ["ENOTTY"] = "The descriptor is of a kind that does not know this request.",
            ["ENOSPC"] = "There is no room left: on the disk that a file is on, or for entries of a kind, such as watched descriptors.",
            ["ESPIPE"] = "A socket has no position, so it can't be searched.",
            ["EROFS"] = "A Unix socket can't be made on a file system that is read-only.",
            ["EPIPE"] = "The connection's sending half is over: the peer has closed it, or this side was shut down for sending.",
            ["EDOM"] = "The value of an option is out of its range.",
            ["ENAMETOOLONG"] = "The path is too long; that of a Unix socket has at most 108 bytes.",
            ["ENOSYS"] = "This kernel does not have the call.",
            ["ELOOP"] = "The path of a Unix socket leads through too many symbolic links.",
            ["EPROTO"] = "The other side broke the rules of the protocol, or the connection failed before it was accepted.",
            ["EBADMSG"] = "What arrived makes no sense as a message.",
            ["EOVERFLOW"] = "A value is too large for the place that it must go to.",
            ["ENOTSOCK"] = "The descriptor is open but is no socket: a file, a pipe or a terminal.",
            ["EDESTADDRREQ"] = "A socket without a peer was given data but no address to send it to.",
            ["EMSGSIZE"] = "The message is too large to be sent as a whole, and a datagram can't be split.",
            ["EPROTOTYPE"] = "The Unix socket at that path is of another type than this one.",
            ["ENOPROTOOPT"] = "The socket has no such option at that level, or the kernel does not know it.",
            ["EPROTONOSUPPORT"] = "The protocol does not go with the family and type, or the kernel does not have it.",
            ["ESOCKTNOSUPPORT"] = "The family has no sockets of that type.",
            ["EOPNOTSUPP"] = "A socket of this type does not know the operation, as listen on a datagram socket.",
            ["EPFNOSUPPORT"] = "The kernel does not have the protocol family.",
            ["EAFNOSUPPORT"] = "The kernel does not have the address family, or the address is of another family than the socket.",
            ["EADDRINUSE"] = "Another socket has the address: one that listens there, or connections that were closed a moment ago.",
            ["EADDRNOTAVAIL"] = "The address is none of this machine's, or no local port is free for a connection.",
            ["ENETDOWN"] = "The network interface that leads there is switched off.",
            ["ENETUNREACH"] = "The machine has no route to that network.",
            ["ENETRESET"] = "The connection was given up because its keep-alive probes were not answered.",
            ["ECONNABORTED"] = "The client was gone before its connection was accepted.",
            ["ECONNRESET"] = "The peer broke the connection off: it ended with unread data, or no longer knows the connection.",
            ["ENOBUFS"] = "The kernel has no room for the packet at the moment, as when an interface's queue is full.",
            ["EISCONN"] = "The socket is connected already.",
            ["ENOTCONN"] = "The socket has no peer: it was never connected, or the connection is over.",
            ["ESHUTDOWN"] = "This side was shut down for sending.",
            ["ETOOMANYREFS"] = "Too many descriptors are under way over Unix sockets.",
            ["ETIMEDOUT"] = "No answer came in time: packets are dropped on the way, or the peer is gone.",
            ["ECONNREFUSED"] = "Nothing listens at that address and port.",
            ["EHOSTDOWN"] = "The host is known not to answer.",
            ["EHOSTUNREACH"] = "The host does not answer on its own network, or a router says that it can't be reached.",
            ["EALREADY"] = "The socket is connecting already.",
            ["EINPROGRESS"] = "A non-blocking socket has begun to connect; it becomes writable when that is done.",
            ["ECANCELED"] = "The operation was called off.",
        };
    }
}
