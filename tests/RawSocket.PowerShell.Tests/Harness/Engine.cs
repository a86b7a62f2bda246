using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>
/// The PowerShell engine from its package, with the built module imported: one runspace of its own. Only the engine's core
/// cmdlets are there, so scripts have no Write-*, Select-Object or Start-Sleep.
/// </summary>
internal sealed class Engine : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private readonly Runspace _runspace;
    private readonly CapturingUI _ui = new();

    internal Engine(bool import = true)
    {
        _runspace = RunspaceFactory.CreateRunspace(new CapturingHost(_ui), InitialSessionState.CreateDefault2());
        _runspace.Open();
        if (import)
        {
            Import();
        }
    }

    internal string Shown => _ui.Text;

    /// <summary>How many characters a line of the screen has. It is set before anything is shown.</summary>
    internal int Width
    {
        set => _ui.RawUI.BufferSize = _ui.RawUI.WindowSize = new(value, 50);
    }

    internal void Import(bool force = false) =>
        Run($"Import-Module '{Repository.Manifest}' -ErrorAction Stop {(force ? "-Force" : "")}").Succeeded();

    internal void Set(string variable, object value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    internal PSObject? Get(string variable) =>
        _runspace.SessionStateProxy.GetVariable(variable) is { } value ? PSObject.AsPSObject(value) : null;

    /// <summary>Runs a script to its end.</summary>
    /// <exception cref="TimeoutException">It took too long; it was stopped.</exception>
    internal Outcome Run(string script, TimeSpan? limit = null)
    {
        using RunningScript running = Start(script);
        return running.Finish(limit ?? s_limit);
    }

    /// <summary>Starts a script on the runspace's own thread.</summary>
    internal RunningScript Start(string script)
    {
        Shell shell = Shell.Create(_runspace);
        shell.AddScript(script);
        return new RunningScript(shell, script);
    }

    /// <summary>What a person sees of a script's output.</summary>
    internal string Show(string script)
    {
        _ui.Clear();
        using Shell shell = Shell.Create(_runspace);
        shell.AddScript(script).AddCommand("Out-Default");
        using RunningScript running = new(shell, script);
        running.Finish(s_limit).Succeeded();
        return Shown;
    }

    public void Dispose()
    {
        // Whatever a failed test left open would be found by the next one.
        Run("foreach ($module in Get-Module RawSocket.PowerShell) { Remove-Module $module -Force }");
        _runspace.Dispose();
    }
}
