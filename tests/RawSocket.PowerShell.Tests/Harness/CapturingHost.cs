using System.Globalization;
using System.Management.Automation.Host;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>A host that only keeps what is shown.</summary>
internal sealed class CapturingHost(CapturingUI ui) : PSHost
{
    public override string Name => "tests";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.GetCultureInfo("en-US");

    public override PSHostUserInterface UI => ui;

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
