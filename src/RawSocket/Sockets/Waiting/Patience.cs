using System.Net;

namespace RawSockets;

/// <summary>
/// Whether a call waits, how long, and what it answers when the time is up: ETIMEDOUT to a caller who named a time for this call; to one who
/// set SO_RCVTIMEO or SO_SNDTIMEO, what the kernel's own blocking call answers, socket(7).
/// </summary>
/// <param name="Waits">Whether it waits at all.</param>
/// <param name="Limit">How long, in milliseconds; -1 without limit.</param>
/// <param name="Option">The option that the time is of; null where the caller named it.</param>
/// <param name="Deadline">When the time is up.</param>
internal readonly record struct Patience(bool Waits, int Limit, string? Option, Deadline Deadline)
{
    /// <summary>What a failed wait is reported as.</summary>
    internal RawSocketException Expired(string systemCall, EndPoint? endPoint, long transferred = 0) => Option is null
        ? RawSocketException.TimedOut(systemCall, Limit, endPoint, transferred)
        : new RawSocketException(
            systemCall,
            new Errno(systemCall == "connect" ? Errno.Numbers.EINPROGRESS : Errno.Numbers.EAGAIN),
            endPoint,
            $"nothing happened within the {Limit} ms of {Option}")
        {
            BytesTransferred = transferred,
            TimeoutOption = Option,
        };
}
