using System.Management.Automation;
using RawSockets.Diagnostics;
using RawSockets.Reachability;

namespace RawSockets.PowerShell;

/// <content>Errors of waiting for sockets.</content>
internal static partial class ErrorRecords
{
    private const int ShownRows = 3;

    /// <summary>What was waited for did not happen in time; the message names it, and what is there instead.</summary>
    /// <param name="condition">The filters, as they were written.</param>
    /// <param name="free">Whether it was waited for that no socket matches.</param>
    /// <param name="timeout">The time that was given, in milliseconds.</param>
    /// <param name="rows">What is there now.</param>
    internal static ErrorRecord NotInTime(string condition, bool free, int timeout, IReadOnlyList<SocketState> rows)
    {
        string what = condition.Length == 0 ? "any socket" : condition;
        string happened = free ? $"sockets still match {what}" : $"no socket came to match {what}";
        string shown = string.Join(", ", rows.Take(ShownRows).Select(static row => $"{row.LocalEndPoint} {row.RemoteEndPoint} {TcpStateNames.Of(row.State)}"));
        string more = rows.Count > ShownRows ? $" and {rows.Count - ShownRows} more" : "";
        string now = rows.Count > 0 ? $" Now there is: {shown}{more}." : free ? "" : " Now there is none in any state.";
        return new ErrorRecord(
            new TimeoutException($"Within {timeout} ms {happened}.{now}"), "SocketState,ETIMEDOUT", ErrorCategory.OperationTimeout, condition);
    }

    /// <summary>A port was not open, or not closed, in time; the message has what came of the last try.</summary>
    /// <param name="last">The last try.</param>
    /// <param name="closed">Whether it was waited for that the port is closed.</param>
    /// <param name="timeout">The time that was given, in milliseconds.</param>
    internal static ErrorRecord NotInTime(ConnectionTestResult last, bool closed, int timeout)
    {
        string place = $"{last.Host}:{last.Port}";
        string happened = closed ? $"{place} did not close" : $"{place} could not be connected to";
        string now = last.Succeeded ? $"{last.EndPoint} was still connected to."
            : last.Exception is RawSocketException ? $"At last: {last.Error}. {last.Explanation?.Meaning}".TrimEnd()
            : $"At last: {last.Exception?.Message ?? "no answer"}";
        return new ErrorRecord(
            new TimeoutException($"Within {timeout} ms {happened}. {now}", last.Exception), "RawConnection,ETIMEDOUT", ErrorCategory.OperationTimeout, place)
        {
            ErrorDetails = last.Explanation is { } explanation
                ? new ErrorDetails($"Within {timeout} ms {happened}. {now}") { RecommendedAction = explanation.Action }
                : null,
        };
    }
}
