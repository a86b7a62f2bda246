using System.Management.Automation;

namespace RawSockets.PowerShell.Serving;

/// <summary>The end of a handler's pipeline. It has no name in the module; only <see cref="HandlerCall"/> invokes it.</summary>
[Cmdlet(VerbsCommunications.Send, "HandlerOutput")]
internal sealed class SendHandlerOutputCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public HandlerOutput Output { get; set; } = null!;

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        // Called once without an object too when the handler gave nothing.
        if (MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            Output.Add(InputObject);
        }
    }
}
