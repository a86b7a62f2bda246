using System.Collections;
using System.Management.Automation;
using System.Net;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes hosts as text or as IPAddress. Whatever else comes is no host, though PowerShell could make a text of it: a whole row of a table
/// would be asked of a name server.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class HostTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        IEnumerable several and not string => several.Cast<object?>().Select(Read).ToArray(),
        _ => Read(inputData),
    };

    // A mistyped address such as 127.1 is a number to PowerShell, which keeps how it was written.
    private static string Read(object? item) => Payload.Plain(item) switch
    {
        string text => text,
        IPAddress address => address.ToString(),
        int or long or double or decimal => LanguagePrimitives.ConvertTo<string>(item),
        var other => throw new ArgumentTransformationMetadataException(
            $"Address: an object of type {other?.GetType().Name ?? "null"} is no host's name or address; give its text, or a property named Address, ComputerName, HostName, Host, Name or RemoteAddress.",
            new PSInvalidCastException()),
    };
}
