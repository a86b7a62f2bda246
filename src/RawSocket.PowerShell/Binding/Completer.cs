using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RawSockets.PowerShell.Binding;

/// <summary>A completer that offers what begins as the word does.</summary>
public abstract class Completer : IArgumentCompleter
{
    private const int Shown = 200;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = CompletedText.Typed(wordToComplete);
        return Offers(parameterName ?? "", fakeBoundParameters)
            .Where(offer => offer.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(static offer => offer.Text)
            .Take(Shown)
            .Select(static offer => new CompletionResult(
                offer.IsExpression ? offer.Text : CompletedText.Quoted(offer.Text), offer.Text, CompletionResultType.ParameterValue, offer.Hint));
    }

    /// <summary>All that there is, the likeliest first.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="bound">What stands on the line already.</param>
    private protected abstract IEnumerable<Offer> Offers(string parameter, IDictionary? bound);

    /// <summary>One thing to choose.</summary>
    /// <param name="Text">What is put on the line.</param>
    /// <param name="Hint">What it is.</param>
    /// <param name="IsExpression">Whether the text is code and no string.</param>
    private protected readonly record struct Offer(string Text, string Hint, bool IsExpression = false);
}
