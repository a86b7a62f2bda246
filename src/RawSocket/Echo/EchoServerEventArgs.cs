namespace RawSockets.Echo;

/// <summary>An event of a server, as Register-ObjectEvent hands it over.</summary>
/// <param name="happened">What happened.</param>
public sealed class EchoServerEventArgs(EchoServerEvent happened) : EventArgs
{
    /// <summary>What happened.</summary>
    public EchoServerEvent Event { get; } = happened;

    /// <inheritdoc/>
    public override string ToString() => Event.ToString();
}
