namespace RawSockets.Tests;

/// <summary>The folders of the library are layers: each uses those below it, and none of them, by whatever way, itself.</summary>
public sealed class FolderTests
{
    private const string Library = "src/RawSocket/";
    private const int MostFiles = 40;

    private static Dictionary<string, string> Sources => Repository.Sources(Library)
        .Where(static path => path[Library.Length..].Contains('/', StringComparison.Ordinal))
        .ToDictionary(static path => path[Library.Length..], static path => File.ReadAllText(Path.Combine(Repository.Root, path)));

    [Fact]
    public void No_folder_uses_itself_by_way_of_others() => Assert.Empty(new FolderGraph(Sources).Circles());

    [Theory]
    [InlineData("Libc")]
    [InlineData("Kernel", "Libc")]
    [InlineData("Interop", "Kernel", "Libc")]
    [InlineData("Handlers", "Engine")]
    public void The_lowest_know_only_what_is_below_them(string folder, params string[] below) =>
        Assert.Empty(new FolderGraph(Sources).Uses().Where(use => use.Key.From == folder && !below.Contains(use.Key.To)).Select(static use => use.Value));

    [Fact]
    public void No_folder_has_more_files_than_one_takes_in() => Assert.Empty(
        Repository.Sources(Library).GroupBy(static path => Path.GetDirectoryName(path)).Where(static folder => folder.Count() > MostFiles).Select(static folder => folder.Key));

    [Fact]
    public void A_circle_is_noticed()
    {
        Dictionary<string, string> sources = Sources;
        sources["Libc/Spoilt.cs"] = "namespace X;\ninternal sealed class Spoilt\n{\n    internal void Call() => Sys.Close(1);\n}\n";
        IReadOnlyList<string> circles = new FolderGraph(sources).Circles();
        Assert.Contains(circles, static use => use.StartsWith("Libc/Spoilt.cs uses Sys of Interop/", StringComparison.Ordinal));
    }
}
