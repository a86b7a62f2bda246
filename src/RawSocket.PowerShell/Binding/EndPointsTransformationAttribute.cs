using System.Collections;
using System.Management.Automation;
using System.Net;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes several endpoints, each in any form that <see cref="EndPointTransformationAttribute"/> takes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndPointsTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly EndPointTransformationAttribute s_one = new();

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        IEnumerable several and not string => several.Cast<object>().Select(item => (EndPoint)s_one.Transform(engineIntrinsics, item)!).ToArray(),
        _ => new[] { (EndPoint)s_one.Transform(engineIntrinsics, inputData)! },
    };
}
