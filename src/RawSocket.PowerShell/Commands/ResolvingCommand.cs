namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that looks names up.</summary>
public abstract class ResolvingCommand : CancellableCommand
{
    /// <summary>As TryCall, for calls that look a name up before they do anything else.</summary>
    /// <param name="target">What the calls are about.</param>
    /// <param name="parameterOf">Which parameter an error of getaddrinfo is about, with its value.</param>
    /// <param name="calls">The calls; they write nothing to the pipeline.</param>
    /// <param name="result">What they give.</param>
    /// <returns>Whether they succeeded.</returns>
    private protected bool TryResolve<T>(
        object? target,
        Func<string, (string Parameter, object? Value)> parameterOf,
        Func<T> calls,
        out T result)
    {
        try
        {
            return TryCall(target, calls, out result);
        }
        catch (AddressInfoException exception)
        {
            var (parameter, value) = parameterOf(exception.Error.Name);
            WriteError(ErrorRecords.FromNameError(exception, parameter, value));
        }
        catch (ArgumentException exception)
        {
            var (parameter, value) = parameterOf(exception.ParamName ?? "");
            WriteError(ErrorRecords.BadArgument(parameter, exception, value));
        }

        result = default!;
        return false;
    }
}
