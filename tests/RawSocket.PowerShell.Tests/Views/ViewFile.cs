using System.Xml.Linq;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Views;

/// <summary>The views of the built module, and the types that need them.</summary>
internal static class ViewFile
{
    private static readonly string[] s_needed = ["TableControl", "WideControl"];

    /// <summary>Each view as its type and the kind of its control.</summary>
    internal static IReadOnlyList<(string Type, string Control)> Read() =>
    [
        .. from file in Directory.EnumerateFiles(Repository.Module, "*.Format.ps1xml")
           from view in XDocument.Load(file).Descendants("View")
           from control in view.Elements().Where(static element => element.Name.LocalName.EndsWith("Control", StringComparison.Ordinal))
           from type in view.Descendants("TypeName")
           select (type.Value, control.Name.LocalName),
    ];

    /// <summary>The module's own types that its cmdlets say they give.</summary>
    internal static IReadOnlyList<string> OutputTypes(Engine engine) =>
    [
        .. engine.Run("(Get-Command -Module RawSocket.PowerShell -CommandType Cmdlet).OutputType.Type.FullName").Lines()
            .Where(static name => name.StartsWith("RawSockets.", StringComparison.Ordinal)).Distinct(),
    ];

    /// <summary>What a type lacks. A list needs no view of its own: the formatter makes one of the properties.</summary>
    internal static IEnumerable<string> Missing(IEnumerable<string> types, IReadOnlyList<(string Type, string Control)> views) =>
        from type in types
        from control in s_needed
        where !views.Contains((type, control))
        select $"{type} has no {control}";
}
