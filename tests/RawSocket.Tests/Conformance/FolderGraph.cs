using System.Text.RegularExpressions;

namespace RawSockets.Tests;

/// <summary>
/// Which folder uses the types of which, read from the sources: a type is what is declared at the left margin, and a use is its name where a
/// type can stand. Names of members, which may be the same, are told apart by what stands around them.
/// </summary>
/// <param name="sources">The path of each file below the root, and its text.</param>
internal sealed partial class FolderGraph(IReadOnlyDictionary<string, string> sources)
{
    private readonly Dictionary<string, HashSet<string>> _declared = sources
        .SelectMany(static source => Declaration.Matches(source.Value).Select(match => (Name: match.Groups["name"].Value, source.Key)))
        .GroupBy(static one => one.Name, static one => one.Key)
        .ToDictionary(static group => group.Key, static group => group.ToHashSet());

    /// <summary>Each pair of folders of the first level of which one uses the other, with an example.</summary>
    internal IReadOnlyDictionary<(string From, string To), string> Uses()
    {
        Dictionary<(string From, string To), string> uses = [];
        foreach ((string path, string text) in sources)
        {
            foreach (string name in Use.Matches(NotCode.Replace(text, "")).Select(static match => match.Groups["name"].Value).Distinct())
            {
                if (_declared.TryGetValue(name, out HashSet<string>? places) && !places.Contains(path))
                {
                    foreach (string place in places.Where(place => Folder(place) != Folder(path)))
                    {
                        uses.TryAdd((Folder(path), Folder(place)), $"{path} uses {name} of {place}");
                    }
                }
            }
        }

        return uses;
    }

    /// <summary>The folders that use each other, directly or through others, with an example for each step.</summary>
    internal IReadOnlyList<string> Circles()
    {
        IReadOnlyDictionary<(string From, string To), string> uses = Uses();
        HashSet<string> left = [.. uses.Keys.SelectMany(static use => new[] { use.From, use.To })];
        while (left.RemoveWhere(folder => !uses.Keys.Any(use => use.From == folder && left.Contains(use.To))) > 0)
        {
        }

        return [.. uses.Where(use => left.Contains(use.Key.From) && left.Contains(use.Key.To)).Select(static use => use.Value)];
    }

    private static string Folder(string path) => path.Split('/')[0];

    [GeneratedRegex(@"^(?:public |internal )?(?:sealed |static |abstract |readonly |unsafe |partial |ref )*(?:class|struct|interface|enum|record(?: struct| class)?) (?<name>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration { get; }

    // Comments, and strings, whose holes are lost with them: what stands in a hole stands elsewhere in the file as well, or is no type.
    [GeneratedRegex(@"//.*|/\*[\s\S]*?\*/|""(?:\\.|[^""\\\n])*""")]
    private static partial Regex NotCode { get; }

    // Behind new, is, as, : and <; or in front of a dot, a bracket or the name of what is of that type.
    [GeneratedRegex(@"(?<![\w.>])(?<name>[A-Z]\w*)(?=\??[.(<\[]|\[\]|\?? [a-z_]\w*)|(?<=\bnew |\bis |\bas |\bnot |: |<|typeof\(|\(|or )(?<name>[A-Z]\w*)(?=[\s>);,{?])")]
    private static partial Regex Use { get; }
}
