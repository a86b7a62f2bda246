using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using RawSockets.Load;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes measurements as they are, or what became of them on the way: over remoting, in a CLIXML, JSON or CSV file. The histogram is among
/// their properties, so nothing is lost.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EchoMeasurementTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly PropertyInfo[] s_properties =
        [.. typeof(EchoMeasurement).GetProperties().Where(static property => property.CanWrite)];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is not null && Payload.Plain(inputData) is object[] or ArrayList or IList<object>
            ? ((IEnumerable)Payload.Plain(inputData)!).Cast<object>().Select(Read).ToArray()
            : Read(inputData);

    private static EchoMeasurement Read(object? item)
    {
        if (Payload.Plain(item) is EchoMeasurement measurement)
        {
            return measurement;
        }

        if (item is null || PSObject.AsPSObject(item).Properties[nameof(EchoMeasurement.Histogram)]?.Value is not { } histogram)
        {
            throw new ArgumentTransformationMetadataException($"'{item}' is no measurement of Measure-EchoServer: it has no Histogram.");
        }

        try
        {
            EchoMeasurement result = new(LatencyHistogram.Decode(histogram.ToString() ?? ""));
            foreach (PropertyInfo property in s_properties)
            {
                object? value = Payload.Plain(PSObject.AsPSObject(item).Properties[property.Name]?.Value);
                if (value is not (null or ""))
                {
                    property.SetValue(result, property.PropertyType == typeof(LoadErrors) ? ToErrors(value) : Convert(value, property.PropertyType));
                }
            }

            return result;
        }
        catch (Exception exception) when (exception is FormatException or PSInvalidCastException)
        {
            throw new ArgumentTransformationMetadataException($"'{item}' is no measurement of Measure-EchoServer: {exception.Message}", exception);
        }
    }

    private static object? Convert(object value, Type type) => LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);

    internal static LoadErrors ToErrors(object value)
    {
        if (value is string text)
        {
            return LoadErrors.Parse(text);
        }

        LoadErrors errors = [];
        IEnumerable<(string Name, object? Count)> entries = value is IDictionary table
            ? table.Keys.Cast<object>().Select(key => (key.ToString()!, table[key]))
            : PSObject.AsPSObject(value).Properties.Select(static property => (property.Name, (object?)property.Value));
        foreach (var (name, count) in entries)
        {
            errors[name] = LanguagePrimitives.ConvertTo<long>(count);
        }

        return errors;
    }
}
