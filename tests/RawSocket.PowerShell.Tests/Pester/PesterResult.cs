namespace RawSockets.PowerShell.Tests.Pester;

/// <summary>What became of one Pester test, or of a file that could not be run at all.</summary>
/// <param name="Name">The file, and the titles of its blocks and of the test.</param>
/// <param name="Outcome"><see cref="Passed"/>, <see cref="Skipped"/>, or any other word, which is a failure.</param>
/// <param name="Message">Why it failed or was skipped; otherwise nothing.</param>
public sealed record PesterResult(string Name, string Outcome, string Message)
{
    /// <summary>Pester's word for a test that passed.</summary>
    public const string Passed = nameof(Passed);

    /// <summary>Pester's word for a test that was skipped.</summary>
    public const string Skipped = nameof(Skipped);
}
