using System.Globalization;
using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes a time as a number of seconds, as text such as 500ms, 10s, 2m, 1h or 00:00:10, or as a TimeSpan. Without it a number would be
/// ticks of 100 ns.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? plain = Payload.Plain(inputData);
        TimeSpan? time = plain switch
        {
            TimeSpan given => given,
            string text when text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan parsed) => parsed,
            string text => FromText(text.Trim()),
            IConvertible number and not (bool or char or DateTime) => FromSeconds(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => null,
        };
        return plain is null ? null : time ?? throw new ArgumentTransformationMetadataException(
            $"'{plain}' is no time; give seconds, such as 10 or 0.5, or text, such as 500ms, 10s, 2m, 1h or 00:00:10.");
    }

    private static TimeSpan? FromText(string text)
    {
        foreach (var (unit, seconds) in s_units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return FromSeconds(number * seconds);
            }
        }

        return null;
    }

    private static TimeSpan? FromSeconds(double seconds) =>
        Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
