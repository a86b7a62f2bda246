using System.Globalization;
using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes a type of sockets by its number too, which the enumeration need not know, such as 4 for SOCK_RDM.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SocketTypeTransformationAttribute : ArgumentTransformationAttribute
{
    // The bits above are flags of socket(2).
    private const int Largest = 0xf;

    private const string Prefix = "SOCK_";

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= Largest => (SocketType)number,
        string text when text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) => text[Prefix.Length..],
        int number and > 0 and <= Largest => (SocketType)number,
        _ => inputData,
    };
}
