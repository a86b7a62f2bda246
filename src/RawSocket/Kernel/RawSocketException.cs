using System.Net;

namespace RawSockets;

/// <summary>A system call failed: which one, with which error number, for which address.</summary>
public class RawSocketException : IOException
{
    /// <summary>Describes a failed call.</summary>
    /// <param name="systemCall">The call's name, such as "bind".</param>
    /// <param name="errno">The error number.</param>
    /// <param name="endPoint">The address that the call was about, if any.</param>
    /// <param name="detail">What it means here, if more than the man page's sentence is known.</param>
    public RawSocketException(string systemCall, Errno errno, EndPoint? endPoint = null, string? detail = null)
        : base(Describe(systemCall, errno, endPoint, detail), errno.Number)
    {
        SystemCall = systemCall;
        Errno = errno;
        EndPoint = endPoint;
    }

    /// <summary>Creates an exception for no known call.</summary>
    public RawSocketException()
        : this("unknown", new Errno(0))
    {
    }

    /// <summary>Creates an exception with a message of its own.</summary>
    /// <param name="message">The message.</param>
    public RawSocketException(string message)
        : base(message) => SystemCall = "unknown";

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public RawSocketException(string message, Exception innerException)
        : base(message, innerException) => SystemCall = "unknown";

    /// <summary>The name of the call, as its man page has it.</summary>
    public string SystemCall { get; }

    /// <summary>The error number.</summary>
    public Errno Errno { get; }

    /// <summary>The address that the call was about, if any.</summary>
    public EndPoint? EndPoint { get; }

    /// <summary>The kind of socket that the call was about, where no socket object tells it, as after socket(2).</summary>
    public SocketKind? Kind { get; init; }

    /// <summary>The entry of the error queue that it was read from, with the offender of an ICMP error; null for any other failure.</summary>
    public ErrorQueueEntry? QueueEntry { get; init; }

    /// <summary>How many bytes had been sent or received before the call failed.</summary>
    public long BytesTransferred { get; init; }

    /// <summary>Call and error name, such as "bind,EADDRINUSE".</summary>
    public string Identifier => $"{SystemCall},{Errno.Name}";

    /// <summary>The option whose time was up, where it was one's; null otherwise.</summary>
    internal string? TimeoutOption { get; init; }

    internal static RawSocketException FromResult(string systemCall, int result, EndPoint? endPoint = null, string? detail = null) =>
        new(systemCall, new Errno(-result), endPoint, detail);

    internal static RawSocketException TimedOut(string systemCall, int milliseconds, EndPoint? endPoint = null, long transferred = 0) =>
        new(systemCall, new Errno(Errno.Numbers.ETIMEDOUT), endPoint, $"nothing happened within {milliseconds} ms")
        {
            BytesTransferred = transferred,
        };

    private static string Describe(string systemCall, Errno errno, EndPoint? endPoint, string? detail)
    {
        string where = endPoint is null ? "" : $" {endPoint}";
        string why = detail is null ? "" : $"; {detail}";
        return $"{systemCall}{where}: {errno.Description} ({errno.Name}){why}.";
    }
}
