using System.Collections;
using System.Management.Automation;
using System.Net;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes several endpoints, each in any form that <see cref="EndPointTransformationAttribute"/> takes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndPointsTransformationAttribute : ArgumentTransformationAttribute
{
    private readonly EndPointTransformationAttribute _one = new();

    /// <inheritdoc cref="EndPointTransformationAttribute.IsPeer"/>
    public bool IsPeer
    {
        get => _one.IsPeer;
        set => _one.IsPeer = value;
    }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        IEnumerable several and not string => several.Cast<object>().Select(item => (EndPoint)_one.Transform(engineIntrinsics, item)!).ToArray(),
        _ => new[] { (EndPoint)_one.Transform(engineIntrinsics, inputData)! },
    };
}
