using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes ports as numbers, as names of services, and where several are taken as ranges, such as 1-99 or 18080..18085.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PortTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes several.</summary>
    public bool Several { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        IEnumerable several and not string when Several => Read(several).ToArray(),
        string text when Several => Read(text).ToArray(),
        string text => PortName.TryParse(text.Trim(), out int port) ? port : throw NoPort(text),
        _ => inputData,
    };

    // What is none, but a number, is left to the parameter's own range, which its error names.
    private static IEnumerable<int> Read(object? item)
    {
        object? plain = Payload.Plain(item);
        if (plain is int number)
        {
            return [number];
        }

        // 80, (8000..8099) is a list with a list in it.
        if (plain is IEnumerable inner and not string)
        {
            return inner.Cast<object?>().SelectMany(Read);
        }

        string text = Convert.ToString(plain, CultureInfo.InvariantCulture)?.Trim() ?? "";
        return PortName.TryParseRange(text, out int first, out int last) ? Enumerable.Range(first, last - first + 1)
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int outside) ? [outside]
            : throw NoPort(text);
    }

    private static ArgumentTransformationMetadataException NoPort(string text) =>
        new($"Port: '{text}' is neither a port from 0 to 65535 nor the name of a service of services(5), such as http, nor a range where several are taken, such as 1-99.", new PSInvalidCastException());
}
