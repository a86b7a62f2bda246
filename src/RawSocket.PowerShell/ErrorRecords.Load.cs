using System.Management.Automation;
using RawSockets.Load;

namespace RawSockets.PowerShell;

/// <content>Of measurements.</content>
internal static partial class ErrorRecords
{
    /// <summary>A server was measured that does not answer, or stopped answering; the measurement is what there is.</summary>
    internal static ErrorRecord NoReply(EchoMeasurement measurement) =>
        new(
            new TimeoutException(
                measurement.Operations == 0
                    ? $"The server at {measurement.EndPoint} did not answer in time: {measurement.Errors}."
                    : $"The server at {measurement.EndPoint} stopped answering: {measurement.Errors}. The measurement ended then."),
            LoadErrors.Timeout,
            ErrorCategory.OperationTimeout,
            measurement);
}
