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

    /// <summary>Reads every option that the socket has and the kernel can tell without changing anything.</summary>
    /// <param name="socket">The socket.</param>
    /// <returns>The readings; an option that the kernel refuses is left out.</returns>
    /// <exception cref="RawSocketException">The socket is closed: getsockopt,EBADF.</exception>
    public static IReadOnlyList<SocketOptionReading> All(RawSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        List<SocketOptionReading> readings = [];
        foreach (SocketOption option in SocketOption.All)
        {
            if (option.HasReadEffect || !option.Access.HasFlag(SocketOptionAccess.Read) || !option.Fits(socket))
            {
                continue;
            }

            try
            {
                readings.Add(new SocketOptionReading(option, socket.GetOption(option)));
            }
            catch (RawSocketException exception) when (exception.Errno.Number != Errno.Numbers.EBADF)
            {
                // Not for a socket in this state, or not in this kernel.
            }
        }

        return readings;
    }
}
