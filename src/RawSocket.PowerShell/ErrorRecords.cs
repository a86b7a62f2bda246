using System.Management.Automation;
using RawSockets.Diagnostics;
using RawSockets.Echo;

namespace RawSockets.PowerShell;

/// <summary>Every ErrorRecord is made here, so that identifiers, categories and targets are alike everywhere.</summary>
internal static partial class ErrorRecords
{
    /// <summary>
    /// A system call failed: the identifier is "call,ERRNO", the details say what it means here. The exception keeps its own message.
    /// </summary>
    internal static ErrorRecord FromSocketError(RawSocketException exception, object? target)
    {
        ErrorRecord record = new(exception, exception.Identifier, CategoryOf(exception.Errno), target ?? exception.EndPoint);
        if (ErrorExplanation.For(exception, target as RawSocket) is { } explanation)
        {
            record.ErrorDetails = new ErrorDetails($"{exception.Message} {explanation.Meaning}") { RecommendedAction = explanation.Action };
        }

        return record;
    }

    /// <summary>A name was not resolved: the identifier is "getaddrinfo,EAI_..."; the message names the parameter and its value.</summary>
    internal static ErrorRecord FromNameError(AddressInfoException exception, string parameter, object? value) =>
        new(exception, exception.Identifier, CategoryOf(exception.Error), value)
        {
            ErrorDetails = new ErrorDetails($"{parameter}: {exception.Message}"),
        };

    /// <summary>An argument can't be used; the message names the parameter and the value.</summary>
    internal static ErrorRecord BadArgument(string parameter, object? value, string why) =>
        new(
            new ArgumentException($"{parameter}: '{value}' {why}"),
            $"InvalidArgument,{parameter}",
            ErrorCategory.InvalidArgument,
            value);

    /// <summary>An argument can't be used, as the library says.</summary>
    internal static ErrorRecord BadArgument(string parameter, ArgumentException exception, object? value) =>
        new(exception, $"InvalidArgument,{parameter}", ErrorCategory.InvalidArgument, value);

    /// <summary>A non-blocking socket took only a part; what it did not take is the caller's to send again.</summary>
    internal static ErrorRecord PartlySent(RawSocket socket, int sent, int wanted)
    {
        Errno again = default;
        _ = Errno.TryParse("EAGAIN", out again);
        RawSocketException exception = new("send", again, socket.RemoteEndPoint, $"{sent} of {wanted} bytes were sent")
        {
            BytesTransferred = sent,
        };
        return FromSocketError(exception, socket);
    }

    /// <summary>Text that has no bytes in the chosen encoding.</summary>
    internal static ErrorRecord NotEncodable(string parameter, System.Text.EncoderFallbackException exception, object value) =>
        new(
            new ArgumentException($"{parameter}: the character at index {exception.Index} has no bytes in the chosen encoding.", exception),
            $"NotEncodable,{parameter}",
            ErrorCategory.InvalidData,
            value);

    /// <summary>The peer ended the stream before everything came back.</summary>
    internal static ErrorRecord EchoIncomplete(long sent, long received, object? target) =>
        new(
            new EndOfStreamException($"The peer ended the connection: {sent} bytes were sent to it and {received} came back."),
            "EchoIncomplete",
            ErrorCategory.ConnectionError,
            target);

    /// <summary>Nothing moved for so long, though something was still to be sent or to come back.</summary>
    internal static ErrorRecord Silent(string call, int timeout, long sent, long received, RawSocket socket)
    {
        _ = Errno.TryParse("ETIMEDOUT", out Errno late);
        RawSocketException exception = new(call, late, socket.RemoteEndPoint, $"nothing moved for {timeout} ms; {sent} bytes were to be sent, and {received} came")
        {
            BytesTransferred = received,
        };
        return FromSocketError(exception, socket);
    }

    /// <summary>The peer ended the connection while a person was typing.</summary>
    internal static ErrorRecord PeerEnded(object? target) =>
        new(new EndOfStreamException("The peer ended the connection."), "PeerEnded", ErrorCategory.ConnectionError, target);

    /// <summary>Nothing of the wanted kind was found.</summary>
    internal static ErrorRecord NotFound(string what, object target) =>
        new(new ItemNotFoundException(what), "NotFound", ErrorCategory.ObjectNotFound, target);

    /// <summary>A server did not end in time.</summary>
    internal static ErrorRecord ServerStillRuns(EchoServer server, int timeout) =>
        new(
            new TimeoutException($"The echo server at {server.LocalEndPoint} still runs after {timeout} ms."),
            "EchoServer,ETIMEDOUT",
            ErrorCategory.OperationTimeout,
            server);

    /// <summary>A server ended because it failed.</summary>
    internal static ErrorRecord ServerFault(EchoServer server, Exception fault) =>
        new(fault, fault is RawSocketException socketError ? socketError.Identifier : "EchoServerFault", ErrorCategory.OperationStopped, server);

    private static ErrorCategory CategoryOf(AddressInfoError error) => error.Name switch
    {
        "EAI_NONAME" or "EAI_NODATA" => ErrorCategory.ObjectNotFound,
        "EAI_BADFLAGS" or "EAI_FAMILY" or "EAI_ADDRFAMILY" or "EAI_SOCKTYPE" or "EAI_SERVICE" or "EAI_OVERFLOW" or "EAI_IDN_ENCODE"
            => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.ResourceUnavailable,
    };

    private static ErrorCategory CategoryOf(Errno errno) => errno.Name switch
    {
        "EACCES" or "EPERM" => ErrorCategory.PermissionDenied,
        "EADDRINUSE" or "EEXIST" => ErrorCategory.ResourceExists,
        "ETIMEDOUT" => ErrorCategory.OperationTimeout,
        "EAGAIN" or "EINPROGRESS" or "EALREADY" or "EBUSY" => ErrorCategory.ResourceBusy,
        "EADDRNOTAVAIL" or "ENOENT" or "ENODEV" => ErrorCategory.ObjectNotFound,
        "EINVAL" or "EAFNOSUPPORT" or "ENOPROTOOPT" or "EDOM" or "EMSGSIZE" or "ENAMETOOLONG" => ErrorCategory.InvalidArgument,
        "EBADF" or "EISCONN" or "EDESTADDRREQ" or "ENOTSOCK" => ErrorCategory.InvalidOperation,
        "EOPNOTSUPP" or "EPROTONOSUPPORT" or "ESOCKTNOSUPPORT" or "ENOSYS" => ErrorCategory.NotImplemented,
        "ECONNREFUSED" or "ECONNRESET" or "ECONNABORTED" or "EPIPE" or "ENOTCONN" or "ENETUNREACH" or "EHOSTUNREACH"
            or "ENETDOWN" or "EHOSTDOWN" or "EPROTO" => ErrorCategory.ConnectionError,
        _ => ErrorCategory.ResourceUnavailable,
    };
}
