using System.Collections;
using System.Management.Automation;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes states in any spelling: Windows' (TimeWait), netstat's (TIME_WAIT), ss's (TIME-WAIT, ESTAB), or as objects.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SocketStateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        string text => Read(text),
        IEnumerable several => several.Cast<object>().Select(static one => Payload.Plain(one) is string text ? Read(text) : one).ToArray(),
        _ => inputData,
    };

    // What is none is left to the enumeration's own error, which lists the names.
    private static object Read(string text) => text.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "ESTAB" => TcpState.Established,
        "SYNRECV" => TcpState.SynReceived,
        "CLOSE" or "UNCONN" or "BOUND" => TcpState.Closed,
        "LISTENING" => TcpState.Listen,
        "CONNECTED" => TcpState.Established,
        var other when Enum.TryParse(other, ignoreCase: true, out TcpState state) && Enum.IsDefined(state) => state,
        _ => text,
    };
}
