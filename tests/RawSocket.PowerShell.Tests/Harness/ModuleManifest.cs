using System.Collections;
using System.Management.Automation.Language;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>What the built module's manifest says.</summary>
public static class ModuleManifest
{
    private static readonly Hashtable s_values = Read();

    /// <summary>The names of all commands.</summary>
    public static IReadOnlyList<string> Commands { get; } =
        [.. Names("CmdletsToExport").Concat(Names("FunctionsToExport")).Order(StringComparer.Ordinal)];

    /// <summary>A test case for each command.</summary>
    public static TheoryData<string> EachCommand => [.. Commands];

    private static IEnumerable<string> Names(string key) => s_values[key] switch
    {
        string name => [name],
        IEnumerable names => names.Cast<object>().Select(static name => $"{name}"),
        _ => [],
    };

    private static Hashtable Read()
    {
        ScriptBlockAst script = Parser.ParseFile(Repository.Manifest, out _, out ParseError[] mistakes);
        Assert.Empty(mistakes);
        return (Hashtable)script.Find(static ast => ast is HashtableAst, searchNestedScriptBlocks: false).SafeGetValue();
    }
}
