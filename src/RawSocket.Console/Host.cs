using System.Globalization;
using System.Management.Automation.Host;

namespace RawSocket.Console;

/// <summary>What the engine knows of the program around it.</summary>
internal sealed class Host(HostUI ui) : PSHost
{
    public override string Name => "rawsocket";

    public override Version Version { get; } = typeof(Host).Assembly.GetName().Version ?? new Version(0, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => ui;

    /// <summary>The code of the script's <c>exit</c>, once there was one.</summary>
    public int? ExitCode { get; private set; }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("rawsocket has no nested prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("rawsocket has no nested prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
