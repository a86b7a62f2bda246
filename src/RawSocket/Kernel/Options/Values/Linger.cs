namespace RawSockets;

/// <summary>SO_LINGER's value, socket(7).</summary>
/// <param name="Enabled">Whether close waits.</param>
/// <param name="Seconds">How long it waits, in whole seconds; 0 drops what was not sent and resets the connection.</param>
public sealed record Linger(bool Enabled, int Seconds)
{
    /// <inheritdoc/>
    public override string ToString() => Enabled ? $"{Seconds} s" : "off";
}
