namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>
/// Makes standard input empty for the whole run: cmdlets read it, and a test that does so by mistake must neither take what a
/// person types at the test runner nor wait for it.
/// </summary>
public sealed class EmptyStandardInput
{
    /// <summary>Runs once, before the first test.</summary>
    public EmptyStandardInput()
    {
        int nothing = Native.OpenForReading("/dev/null");
        Native.Replace(StandardInputPipe.StandardInput, nothing);
        Native.Close(nothing);
    }
}
