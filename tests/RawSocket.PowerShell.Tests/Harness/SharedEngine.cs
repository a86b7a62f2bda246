namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>One engine for all tests of a class that only look.</summary>
public sealed class SharedEngine : IDisposable
{
    internal Engine Engine { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();
}
