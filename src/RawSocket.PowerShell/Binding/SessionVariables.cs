using System.Management.Automation;
using Shell = System.Management.Automation.PowerShell;

namespace RawSockets.PowerShell.Binding;

/// <summary>The variables that a person at the prompt can see.</summary>
internal static class SessionVariables
{
    /// <summary>Those that hold one object of a type, each as it is written.</summary>
    internal static IReadOnlyList<(string Expression, T Value)> Holding<T>()
        where T : class
    {
        // The cmdlets that list variables are in a module that a small host lacks; the provider is always there.
        using Shell shell = Shell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript("$ExecutionContext.InvokeProvider.ChildItem.Get('Variable:', $false)");
        return
        [
            .. shell.Invoke()
                .Select(static item => Payload.Plain(item))
                .OfType<PSVariable>()
                .Where(static variable => variable.Name is not ("_" or "PSItem" or "input" or "this"))
                .Select(static variable => (Expression: Written(variable.Name), Value: Payload.Plain(variable.Value) as T))
                .Where(static found => found.Value is not null)
                .OrderBy(static found => found.Expression, StringComparer.OrdinalIgnoreCase)
                .Select(static found => (found.Expression, found.Value!)),
        ];
    }

    private static string Written(string name) => name.All(static c => char.IsLetterOrDigit(c) || c == '_') ? $"${name}" : $"${{{name}}}";
}
