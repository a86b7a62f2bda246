using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>What the tests of explanations have in common: a call that really fails, and words that must be in what is said of it.</summary>
public abstract class ExplanationTests
{
    private protected static string Me => $"{File.ReadAllText("/proc/self/comm").Trim()} (process {Environment.ProcessId})";

    private protected static ErrorExplanation Explain(string identifier, RawSocket? socket, Action call)
    {
        ErrorExplanation? explanation = ErrorExplanation.For(Loopback.Fails(identifier, call), socket);
        Assert.NotNull(explanation);
        Assert.EndsWith(".", explanation.Meaning, StringComparison.Ordinal);
        return explanation;
    }

    private protected static void Says(ErrorExplanation explanation, params string[] words)
    {
        foreach (string word in words)
        {
            Assert.Contains(word, explanation.Meaning, StringComparison.Ordinal);
        }
    }

    private protected static void Advises(ErrorExplanation explanation, params string[] words)
    {
        foreach (string word in words)
        {
            Assert.Contains(word, explanation.Action, StringComparison.Ordinal);
        }
    }
}
