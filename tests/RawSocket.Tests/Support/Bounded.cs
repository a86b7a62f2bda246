namespace RawSockets.Tests;

/// <summary>The longest that one step of a test may take; a step that hangs fails instead of holding the run up.</summary>
internal static class Bounded
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>How late the end of a cancelled wait may be on a busy machine.</summary>
    internal static readonly TimeSpan Promptly = TimeSpan.FromSeconds(2);

    internal static CancellationToken Token => For(Limit);

    internal static CancellationToken For(TimeSpan limit)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(limit);
        return source.Token;
    }
}
