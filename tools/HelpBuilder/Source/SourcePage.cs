using System.Xml;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace RawSockets.HelpBuilder.Source;

/// <summary>A Markdown file, parsed.</summary>
internal sealed class SourcePage
{
    private static readonly MarkdownPipeline s_pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    private readonly string _path;
    private readonly Problems _problems;

    private SourcePage(string path, string text, Problems problems)
    {
        _path = path;
        _problems = problems;
        Name = Path.GetFileNameWithoutExtension(path);
        MarkdownDocument document = Markdown.Parse(text, s_pipeline);
        YamlFrontMatterBlock? frontMatter = document.OfType<YamlFrontMatterBlock>().FirstOrDefault();
        FrontMatter = frontMatter is null ? [] : FlatYaml.Read(this, frontMatter);
        Blocks = [.. document.Where(block => block is not (YamlFrontMatterBlock or LinkReferenceDefinitionGroup) && !IsComment(block))];
    }

    /// <summary>The file's name without its extension, which is also what the page is about.</summary>
    internal string Name { get; }

    internal Dictionary<string, YamlEntry> FrontMatter { get; }

    /// <summary>The top-level blocks, without the front matter and comments.</summary>
    internal IReadOnlyList<Block> Blocks { get; }

    internal static SourcePage Read(string path, Problems problems)
    {
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        string[] lines = text.Split('\n');
        SourcePage page = new(path, text, problems);
        for (int line = 0; line < lines.Length; line++)
        {
            if (HasForbiddenCharacter(lines[line]))
            {
                page.Report(line, "a control character, which help files cannot hold");
            }
        }

        return page;
    }

    /// <param name="line">Counted from 0, as Markdig does.</param>
    /// <param name="message">What is wrong there.</param>
    internal void Report(int line, string message) => _problems.Add(_path, line + 1, message);

    /// <summary>Whether a link to a file beside this page leads anywhere.</summary>
    internal bool HasNeighbour(string relativePath)
    {
        string target = Path.Combine(Path.GetDirectoryName(_path) ?? string.Empty, relativePath);
        return File.Exists(target) || Directory.Exists(target);
    }

    private static bool IsComment(Block block) => block is HtmlBlock { Type: HtmlBlockType.Comment };

    private static bool HasForbiddenCharacter(string line)
    {
        try
        {
            _ = XmlConvert.VerifyXmlChars(line);
            return false;
        }
        catch (XmlException)
        {
            return true;
        }
    }
}
