using System.Management.Automation;
using RawSockets.Serving;

namespace RawSockets.PowerShell.Serving;

/// <summary>
/// Calls a handler on the pipeline's thread, in a scope below the one that Start-RawServer was called in. The engine knows of the
/// call, so Ctrl+C ends it, and its output comes object by object.
/// </summary>
internal sealed class HandlerCall(PSCmdlet cmdlet)
{
    // try makes every error that ends a statement end the handler; the loop is what a stray break or continue leaves.
    private readonly ScriptBlock _frame = ScriptBlock.Create(
        "$_ = $args[2]; do { try { & $args[0] $args[1] $args[2] 2>&1 | & $args[3] $args[4] } catch { throw } } while ($false)");

    private readonly CmdletInfo _sink = new("Send-HandlerOutput", typeof(SendHandlerOutputCommand));
    private readonly HandlerOutput _output = new(cmdlet.WriteError);

    /// <param name="handler">The block.</param>
    /// <param name="connection">Its first argument, which gets its output.</param>
    /// <param name="data">Its second argument, and $_.</param>
    /// <returns>The error that ended it, or null.</returns>
    internal ErrorRecord? Invoke(ScriptBlock handler, RawServerConnection connection, object? data)
    {
        try
        {
            _output.Begin(connection);
            cmdlet.InvokeCommand.InvokeScript(true, _frame, null, handler, connection, data, _sink, _output);
            return null;
        }
        catch (PipelineStoppedException)
        {
            _output.Refusal?.Throw();
            throw;
        }
#pragma warning disable CA1031 // Whatever a script or what it calls throws is its error; exit and a break to a label are no errors.
        catch (Exception exception) when (exception is not FlowControlException)
#pragma warning restore CA1031
        {
            return exception is IContainsErrorRecord { ErrorRecord: { } record }
                ? new ErrorRecord(record, exception)
                : new ErrorRecord(exception, "HandlerError", ErrorCategory.NotSpecified, connection);
        }
        finally
        {
            _output.End();
        }
    }
}
