namespace RawSockets.PowerShell.Tests.Pester;

/// <summary>
/// The Pester suite, which is what a person sees in pwsh. It runs once, as Invoke-Pester, and each of its tests is a row of the theory.
/// </summary>
public sealed class PesterTests
{
    public static IEnumerable<TheoryDataRow<PesterResult>> Results() => PesterRun.All().Select(static result =>
        new TheoryDataRow<PesterResult>(result)
        {
            TestDisplayName = result.Name,
            Label = "",
            Skip = result.Outcome == PesterResult.Skipped ? result.Message : null,
        });

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Pester(PesterResult result) => Assert.True(result.Outcome == PesterResult.Passed, result.Message);
}
