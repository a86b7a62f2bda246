using RawSockets.Interop;

namespace RawSockets;

/// <content>getsockopt(2) and setsockopt(2)</content>
public sealed partial class RawSocket
{
    private const int MaxOptionOnStack = 1024;

    // The longest list that the kernel gives is that of 65536 supplementary groups.
    private const int MaxOptionLength = 1 << 18;

    /// <summary>Reads an option, getsockopt(2).</summary>
    /// <param name="option">The option.</param>
    /// <returns>Its value, of the type that the option's kind says: bool, int, TimeSpan, string, <see cref="Linger"/> and so on.</returns>
    /// <exception cref="RawSocketException">The kernel refused: getsockopt,ENOPROTOOPT, getsockopt,EOPNOTSUPP.</exception>
    public object GetOption(SocketOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        int size = SocketOptionValue.ReadLength(option);
        Span<byte> value = size <= MaxOptionOnStack ? stackalloc byte[size] : new byte[size];
        int result = TryReadOption(option.Level, option.Number, value);
        if (result == -Errno.Numbers.ERANGE)
        {
            value = new byte[MaxOptionLength];
            result = TryReadOption(option.Level, option.Number, value);
        }

        return result >= 0
            ? Owned(option, SocketOptionValue.Decode(option, value[..result]))
            : throw RawSocketException.FromResult("getsockopt", result, null, About(option));
    }

    /// <summary>Reads every option that the socket has and the kernel can tell without changing anything, getsockopt(2).</summary>
    /// <returns>The readings; an option that the kernel refuses is left out.</returns>
    /// <exception cref="RawSocketException">The socket is closed: getsockopt,EBADF.</exception>
    public IReadOnlyList<SocketOptionReading> GetOptions()
    {
        List<SocketOptionReading> readings = [];
        foreach (SocketOption option in SocketOption.All)
        {
            if (option.HasReadEffect || !option.Access.HasFlag(SocketOptionAccess.Read) || !option.Fits(Kind))
            {
                continue;
            }

            try
            {
                readings.Add(new SocketOptionReading(option, GetOption(option)));
            }
            catch (RawSocketException exception) when (exception.Errno.Number != Errno.Numbers.EBADF)
            {
                // Not for a socket in this state, or not in this kernel.
            }
        }

        return readings;
    }

    /// <summary>Reads an option's bytes, getsockopt(2).</summary>
    /// <param name="level">The level's number.</param>
    /// <param name="number">The option's number.</param>
    /// <param name="maxLength">How many bytes to read at the most.</param>
    /// <returns>The bytes that the kernel gave.</returns>
    /// <exception cref="RawSocketException">The kernel refused: getsockopt,ENOPROTOOPT, getsockopt,EINVAL.</exception>
    public byte[] GetOption(int level, int number, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        byte[] value = new byte[maxLength];
        int result = TryReadOption(level, number, value);
        return result >= 0
            ? value[..result]
            : throw RawSocketException.FromResult("getsockopt", result, null, About(level, number));
    }

    /// <summary>Writes an option, setsockopt(2).</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">Its value, of the option's kind; a number is taken for a time in the option's unit.</param>
    /// <exception cref="ArgumentException">The value is not of the option's type or out of its range; nothing was called.</exception>
    /// <exception cref="RawSocketException">The kernel refused: setsockopt,ENOPROTOOPT, setsockopt,EINVAL, setsockopt,EPERM.</exception>
    public void SetOption(SocketOption option, object? value)
    {
        ArgumentNullException.ThrowIfNull(option);
        byte[] bytes = SocketOptionValue.Encode(option, value);
        using var lease = Use("setsockopt");
        int result = option.Kind == SocketOptionKind.Filter
            ? Sys.SetSocketFilter(lease.Number, option.Level, option.Number, bytes)
            : Sys.SetSockOpt(lease.Number, option.Level, option.Number, bytes);
        if (result < 0)
        {
            throw RawSocketException.FromResult("setsockopt", result, null, $"{option.Constant} = {value}{Refusal(option, result)}");
        }

        LearnWait(option.Level, option.Number, bytes);
    }

    /// <summary>Writes an option's bytes, setsockopt(2).</summary>
    /// <param name="level">The level's number.</param>
    /// <param name="number">The option's number.</param>
    /// <param name="value">The bytes that the kernel takes.</param>
    /// <exception cref="RawSocketException">The kernel refused: setsockopt,ENOPROTOOPT, setsockopt,EINVAL.</exception>
    public void SetOption(int level, int number, ReadOnlySpan<byte> value)
    {
        using var lease = Use("setsockopt");
        int result = Sys.SetSockOpt(lease.Number, level, number, value);
        if (result < 0)
        {
            throw RawSocketException.FromResult("setsockopt", result, null, About(level, number));
        }

        LearnWait(level, number, value);
    }

    private int TryReadOption(int level, int number, Span<byte> value)
    {
        using var lease = Use("getsockopt");

        // SO_GET_FILTER alone counts instructions and not bytes: told the bytes, the kernel could write eight times as much.
        int unit = (level, number) == (SocketOption.Levels.Socket, SocketOption.AttachFilterNumber) ? SocketFilterInstruction.Size : 1;
        return Sys.GetSockOpt(lease.Number, level, number, value, unit);
    }

    private string About(SocketOption option) => option.Fits(Kind) ? option.Constant : $"{option.Constant}, which {KindText} has not";

    private string Refusal(SocketOption option, int result) =>
        !option.Fits(Kind) && result is -Errno.Numbers.ENOPROTOOPT or -Errno.Numbers.EOPNOTSUPP ? $", which {KindText} has not" : "";

    // The kernel has opened a descriptor for the one who asked.
    private static object Owned(SocketOption option, object value) => option.Kind == SocketOptionKind.Descriptor ? new SafeDescriptor((int)value) : value;

    private string KindText => $"a socket of {AddressFamily}, {SocketType}, {Protocol}";

    private static string About(int level, int number) =>
        SocketOption.Find(level, number)?.Constant ?? $"option {number} of level {SocketOptionLevel.NameOf(level)}";
}
