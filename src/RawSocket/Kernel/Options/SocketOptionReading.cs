namespace RawSockets;

/// <summary>An option of one socket with the value that it had when it was read.</summary>
/// <param name="Option">The option.</param>
/// <param name="Value">Its value, by the option's kind.</param>
public sealed record SocketOptionReading(SocketOption Option, object Value)
{
    /// <summary>The level's constant, such as SOL_SOCKET.</summary>
    public string Level => Option.LevelName;

    /// <summary>The name for scripts, such as ReuseAddress.</summary>
    public string Name => Option.Name;

    /// <summary>The man page's constant, such as SO_REUSEADDR.</summary>
    public string Constant => Option.Constant;

    /// <summary>What the option does.</summary>
    public string Description => Option.Description;
}
