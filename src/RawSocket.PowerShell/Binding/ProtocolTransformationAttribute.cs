using System.Globalization;
using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes a protocol by any name that protocols(5), the kernel's headers or netlink(7) have for it, or by its number, which the enumeration
/// need not know.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProtocolTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        // What is none is left to the enumeration's own error, which lists the names.
        string text when !Enum.TryParse(text, ignoreCase: true, out ProtocolType _) && ProtocolName.TryParse(text, out int named) && IsNumber(named) =>
            (ProtocolType)named,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && IsNumber(number) => (ProtocolType)number,
        int number when IsNumber(number) => (ProtocolType)number,
        _ => inputData,
    };

    // The kernel's largest are EtherTypes, which have 16 bits.
    private static bool IsNumber(int number) => number is >= 0 and <= ushort.MaxValue;
}
