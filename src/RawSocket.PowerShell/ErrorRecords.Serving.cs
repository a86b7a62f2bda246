using System.Globalization;
using System.Management.Automation;
using RawSockets.Serving;

namespace RawSockets.PowerShell;

/// <content>Errors of Start-RawServer</content>
internal static partial class ErrorRecords
{
    /// <summary>A handler failed: the message says for which connection and where in the script.</summary>
    internal static ErrorRecord HandlerError(ErrorRecord error, RawServerConnection connection)
    {
        InvocationInfo? where = error.InvocationInfo;
        string position = where is { ScriptLineNumber: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $" (line {where.ScriptLineNumber}: {where.Line.Trim()})")
            : "";
        return new ErrorRecord(error.Exception, "HandlerError", error.CategoryInfo.Category, connection)
        {
            ErrorDetails = new ErrorDetails($"{connection}: {error}{position}"),
        };
    }
}
