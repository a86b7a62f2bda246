using System.Management.Automation;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell;

/// <content>Errors of the kernel's list of sockets.</content>
internal static partial class ErrorRecords
{
    /// <summary>The kernel lists no row for a socket.</summary>
    internal static ErrorRecord NotListed(RawSocket socket) =>
        new(
            new ItemNotFoundException(
                $"Socket: the kernel lists no row for {socket}. It lists internet sockets once they have a port, and none of ICMP's datagram sockets."),
            "NotListed",
            ErrorCategory.ObjectNotFound,
            socket);

    /// <summary>A network namespace that is not there, or may not be looked at.</summary>
    internal static ErrorRecord NoNamespace(string name, RawSocketException exception) =>
        new(exception, exception.Identifier, CategoryOf(exception.Errno), name)
        {
            ErrorDetails = new ErrorDetails(
                exception.Errno.Name is "EPERM" or "EACCES"
                    ? $"NetworkNamespace: '{name}' is another network, which only a user with the capability CAP_SYS_ADMIN may enter. {exception.Message}"
                    : $"NetworkNamespace: '{name}' is neither a name from /run/netns, nor the number of a process, nor the path of a namespace's file. {exception.Message}"),
        };

    /// <summary>The kernel has no listing for a protocol: its module is not there.</summary>
    internal static ErrorRecord NoListing(SocketProtocol protocol, RawSocketException exception) =>
        new(exception, exception.Identifier, ErrorCategory.NotImplemented, protocol)
        {
            ErrorDetails = new ErrorDetails($"Protocol: this kernel has no listing for {protocol}; either the protocol or its module for sock_diag is not there. {exception.Message}"),
        };
}
