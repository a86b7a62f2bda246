namespace RawSockets.ModuleBuilder;

/// <summary>
/// All functions in one file. To run a loop that dot-sources a file for each of them takes longer than anything else in an import.
/// </summary>
internal static class ScriptModule
{
    internal static string Join(IEnumerable<string> files) =>
        "# Built from the files in module/Public. The cmdlets are compiled (NestedModules in the manifest).\n\n" +
        string.Join('\n', files.Select(File.ReadAllText));
}
