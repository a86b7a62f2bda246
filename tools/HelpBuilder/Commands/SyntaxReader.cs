using System.Text.RegularExpressions;
using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;
using RawSockets.HelpBuilder.Text;

namespace RawSockets.HelpBuilder.Commands;

/// <summary>
/// Reads the SYNTAX section, which names the parameter sets and orders their parameters, and compares it with the
/// parameters' own sections, which say the rest.
/// </summary>
internal sealed partial class SyntaxReader
{
    private const string DefaultMark = " (Default)";
    private const string UnnamedSet = "__AllParameterSets";

    private readonly SourcePage _page;
    private readonly IReadOnlyList<ParameterHelp> _parameters;

    private SyntaxReader(SourcePage page, IReadOnlyList<ParameterHelp> parameters)
    {
        _page = page;
        _parameters = parameters;
    }

    internal static IReadOnlyList<SyntaxHelp> Read(SourcePage page, Section section, IReadOnlyList<ParameterHelp> parameters)
    {
        IReadOnlyList<Section> forms = Section.Split(page, section.Body, 3, out IReadOnlyList<Block> lead);
        if (forms.Count == 0)
        {
            forms = [section with { Title = UnnamedSet, Body = lead }];
        }
        else if (lead.Count > 0)
        {
            page.Report(lead[0].Line, "this stands before the first parameter set");
        }

        SyntaxReader reader = new(page, parameters);
        reader.CheckSetNames(forms);
        return [.. forms.Select(reader.ReadOne)];
    }

    private static string SetName(Section form) =>
        form.Title.EndsWith(DefaultMark, StringComparison.Ordinal) ? form.Title[..^DefaultMark.Length] : form.Title;

    private void CheckSetNames(IReadOnlyList<Section> forms)
    {
        string[] names = [.. forms.Select(SetName), ParameterFacts.AllSets];
        foreach (ParameterHelp parameter in _parameters)
        {
            foreach (string set in parameter.Facts.SelectMany(facts => facts.Sets).Except(names, StringComparer.OrdinalIgnoreCase))
            {
                _page.Report(parameter.Line, $"-{parameter.Name} is in the parameter set \"{set}\", which SYNTAX does not show");
            }
        }
    }

    private SyntaxHelp ReadOne(Section form)
    {
        if (form.Body is not [FencedCodeBlock fence])
        {
            _page.Report(form.Line, $"the syntax of \"{SetName(form)}\" is not one code fence");
            return new SyntaxHelp([]);
        }

        string syntax = BlockText.Code(fence);
        if (syntax.Split((char[]?)null, 2)[0] != _page.Name)
        {
            _page.Report(fence.Line + 1, $"the syntax does not begin with {_page.Name}");
        }

        string[] named = [.. ParameterName().Matches(syntax).Select(match => match.Groups[1].Value)];
        Dictionary<string, (ParameterHelp, ParameterFacts)> inSet = InSet(SetName(form));
        foreach (string name in named.Except(inSet.Keys, StringComparer.OrdinalIgnoreCase))
        {
            _page.Report(fence.Line + 1, $"the syntax names -{name}, but PARAMETERS has no such parameter in this set");
        }

        foreach (string name in inSet.Keys.Except(named, StringComparer.OrdinalIgnoreCase))
        {
            _page.Report(fence.Line + 1, $"the syntax lacks -{name}, which PARAMETERS has in this set");
        }

        return new SyntaxHelp([.. named.Where(inSet.ContainsKey).Select(name => inSet[name])]);
    }

    private Dictionary<string, (ParameterHelp, ParameterFacts)> InSet(string set)
    {
        Dictionary<string, (ParameterHelp, ParameterFacts)> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (ParameterHelp parameter in _parameters)
        {
            if (parameter.In(set) is { } facts)
            {
                found[parameter.Name] = (parameter, facts);
            }
        }

        return found;
    }

    /// <summary>A hyphen and a name, where a word begins.</summary>
    [GeneratedRegex(@"(?<=\s|\[)-([A-Za-z]\w*)")]
    private static partial Regex ParameterName();
}
