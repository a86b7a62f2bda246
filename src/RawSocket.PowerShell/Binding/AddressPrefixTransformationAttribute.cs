using System.Collections;
using System.Management.Automation;
using System.Net;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes address prefixes as text, such as 10.0.0.0/8, as IPNetwork or as IPAddress.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressPrefixTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        IPNetwork one => new[] { one },
        string text => new[] { Read(text) },
        IEnumerable several => several.Cast<object>().Select(Read).ToArray(),
        var other => new[] { Read(other) },
    };

    private static IPNetwork Read(object item) => Payload.Plain(item) switch
    {
        IPNetwork network => network,
        var other when AddressPrefix.TryParse(other?.ToString(), out IPNetwork parsed) => parsed,
        var other => throw new ArgumentTransformationMetadataException(
            $"'{other}' is no address prefix{Reason(other?.ToString())}; write it as 10.0.0.0/8, fe80::/10, or an address alone."),
    };

    private static string Reason(string? text)
    {
        string address = text?.Split('/')[0] ?? "";
        return address.Length > 0 && Resolver.LooksNumeric(address) && !EndPointParser.TryParse(address, 0, out _)
            ? $": '{address}' {EndPointParser.WhyNotNumeric(address).TrimEnd('.')}"
            : "";
    }
}
