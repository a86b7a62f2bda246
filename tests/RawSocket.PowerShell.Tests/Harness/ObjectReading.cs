using System.Management.Automation;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>Reads objects as a script does: by the names of their properties. The tests don't link against the module.</summary>
internal static class ObjectReading
{
    internal static object? Get(this PSObject item, string name)
    {
        PSPropertyInfo? property = item.Properties[name];
        Assert.True(property is not null, $"{item.TypeNames[0]} has no property {name}.");
        return property.Value;
    }

    internal static T Get<T>(this PSObject item, string name) =>
        (T)LanguagePrimitives.ConvertTo(item.Get(name), typeof(T), System.Globalization.CultureInfo.InvariantCulture);
}
