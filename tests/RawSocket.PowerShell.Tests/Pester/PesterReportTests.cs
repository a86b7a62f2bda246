namespace RawSockets.PowerShell.Tests.Pester;

/// <summary>Whatever goes wrong in a Pester file is seen here.</summary>
public sealed class PesterReportTests
{
    [Fact]
    public void Failures_of_every_kind_are_reported_with_their_messages()
    {
        string folder = Directory.CreateTempSubdirectory("rawsocket-pester-").FullName;
        try
        {
            string tests = Path.Combine(folder, "Some.Tests.ps1");
            File.WriteAllText(
                tests,
                """
                Describe 'Some' {
                    It 'passes with <_>' -ForEach 1, 2 { $_ | Should -BeLessThan 3 }
                    It 'fails' { 'this' | Should -Be 'that' }
                    It 'is skipped' { Set-ItResult -Skipped -Because 'of the weather' }
                    It 'is skipped from the start' -Skip { }
                }
                Describe 'Set up' {
                    BeforeAll { throw 'no set-up' }
                    It 'never begins' { }
                }
                Describe 'Taken down' {
                    AfterAll { throw 'no clean-up' }
                    It 'passes, but its block does not' { }
                }
                """);
            string broken = Path.Combine(folder, "Broken.Tests.ps1");
            File.WriteAllText(broken, "throw 'no discovery'");

            ILookup<string, PesterResult> results = PesterRun.Of(tests, broken).ToLookup(static result => result.Outcome);

            Assert.Equal(
                ["Some.Tests.ps1: Some.passes with 1", "Some.Tests.ps1: Some.passes with 2", "Some.Tests.ps1: Taken down.passes, but its block does not"],
                results[PesterResult.Passed].Select(static result => result.Name).Order());
            Assert.Equal(
                ["Some.Tests.ps1: Some.is skipped", "Some.Tests.ps1: Some.is skipped from the start"],
                results[PesterResult.Skipped].Select(static result => result.Name).Order());
            Assert.Contains("of the weather", results[PesterResult.Skipped].First().Message, StringComparison.Ordinal);
            AssertFailed("Some.Tests.ps1: Some.fails", "'that'");
            AssertFailed("Some.Tests.ps1: Set up", "no set-up");
            AssertFailed("Some.Tests.ps1: Set up.never begins", "its block failed");
            AssertFailed("Some.Tests.ps1: Taken down", "no clean-up");
            AssertFailed("Broken.Tests.ps1", "no discovery");

            void AssertFailed(string name, string message) =>
                Assert.Contains(results["Failed"], result => result.Name == name && result.Message.Contains(message, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
