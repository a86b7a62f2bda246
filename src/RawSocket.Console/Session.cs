using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace RawSocket.Console;

/// <summary>One runspace that runs one pipeline at a time on the calling thread, and can be stopped from any other.</summary>
internal sealed class Session
{
    private readonly Lock _gate = new();
    private readonly HostUI _ui;
    private readonly Host _host;
    private readonly Runspace _runspace;
    private PowerShell? _running;
    private Stopwatch? _stopping;

    public Session(HostUI ui)
    {
        _ui = ui;
        _host = new Host(ui);
        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
    }

    /// <summary>The exit code asked for by a signal or a closed output, once there was one.</summary>
    public int? StopCode { get; private set; }

    /// <summary>The exit code of the script's <c>exit</c>, once there was one.</summary>
    public int? ScriptExitCode => _host.ExitCode;

    /// <summary>How long the running pipeline has been asked to stop, or zero.</summary>
    public TimeSpan Stopping
    {
        get
        {
            lock (_gate)
            {
                return _stopping?.Elapsed ?? TimeSpan.Zero;
            }
        }
    }

    /// <summary>Runs a command with its output shown as it comes; false when a terminating error ended it.</summary>
    public bool Run(PSCommand command)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.Commands = command.AddCommand("Out-Default");
        ShowAndForget(shell.Streams);
        shell.InvocationStateChanged += (_, change) => StopIfAsked(shell, change.InvocationStateInfo.State);
        lock (_gate)
        {
            if (StopCode is not null)
            {
                return false;
            }

            _running = shell;
        }

        try
        {
            // Only a command that goes into the history leaves its $? behind.
            shell.Invoke(null, new PSInvocationSettings { AddToHistory = true });
            return shell.InvocationStateInfo.State == PSInvocationState.Completed;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (Exception error) when (error is IContainsErrorRecord)
        {
            _ui.WriteError(((IContainsErrorRecord)error).ErrorRecord);
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
                _stopping = null;
            }
        }
    }

    /// <summary>Whether the last command succeeded: <c>$?</c>.</summary>
    public bool LastCommandSucceeded() => Evaluate("$global:?") is true;

    /// <summary>The code a script left behind: that of its <c>exit</c>, or of the last program it ran.</summary>
    public int? LastExitCode() => Evaluate("$global:LASTEXITCODE") as int?;

    /// <summary>Asks the running pipeline to stop, without waiting; false when none runs.</summary>
    public bool Stop(int exitCode)
    {
        lock (_gate)
        {
            if (_running is null)
            {
                return false;
            }

            StopCode ??= exitCode;
            _stopping ??= Stopwatch.StartNew();
            StopIfAsked(_running, _running.InvocationStateInfo.State);
            return true;
        }
    }

    /// <summary>Makes the session usable again after a stop that was meant for one pipeline only.</summary>
    public void Resume() => StopCode = null;

    private void StopIfAsked(PowerShell shell, PSInvocationState state)
    {
        // A pipeline that has not quite started cannot be stopped yet; it comes here again once it runs.
        lock (_gate)
        {
            if (state == PSInvocationState.Running && _stopping is not null)
            {
                shell.BeginStop(null, null);
            }
        }
    }

    private object? Evaluate(string expression)
    {
        using var shell = PowerShell.Create(_runspace);
        return shell.AddScript(expression).Invoke() is [{ BaseObject: var value }] ? value : null;
    }

    private void ShowAndForget(PSDataStreams streams)
    {
        streams.Error.DataAdded += (_, _) =>
        {
            foreach (var error in streams.Error.ReadAll())
            {
                _ui.WriteError(error);
            }
        };

        // The engine shows these through the UI as they come; kept as well, they would fill memory in a long run.
        streams.Warning.DataAdded += (_, _) => streams.Warning.Clear();
        streams.Verbose.DataAdded += (_, _) => streams.Verbose.Clear();
        streams.Debug.DataAdded += (_, _) => streams.Debug.Clear();
        streams.Information.DataAdded += (_, _) => streams.Information.Clear();
        streams.Progress.DataAdded += (_, _) => streams.Progress.Clear();
    }
}
