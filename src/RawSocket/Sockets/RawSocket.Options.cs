using RawSockets.Interop;

namespace RawSockets;

/// <content>getsockopt(2) and setsockopt(2)</content>
public sealed partial class RawSocket
{
    /// <summary>Reads an option, getsockopt(2).</summary>
    /// <param name="option">The option.</param>
    /// <returns>Its value: bool, int, TimeSpan, string, <see cref="Linger"/> or byte[], by the option's kind.</returns>
    /// <exception cref="RawSocketException">The kernel refused: getsockopt,ENOPROTOOPT, getsockopt,EOPNOTSUPP.</exception>
    public object GetOption(SocketOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        bool isInt = option.Kind is not (SocketOptionKind.Bytes or SocketOptionKind.Text);
        Span<byte> value = stackalloc byte[SocketOptionValue.MaxLength];
        value = option.Kind switch
        {
            SocketOptionKind.TimeVal => value[..16],
            SocketOptionKind.Linger => value[..8],
            SocketOptionKind.Text => value[..64],
            _ when isInt => value[..sizeof(int)],
            _ => value,
        };
        int length = ReadOption(option.Level, option.Number, value, option.Constant);
        return SocketOptionValue.Decode(option, value[..length]);
    }

    /// <summary>Reads an option's bytes, getsockopt(2).</summary>
    /// <param name="level">The level's number.</param>
    /// <param name="number">The option's number.</param>
    /// <param name="maxLength">How many bytes to read at the most.</param>
    /// <returns>The bytes that the kernel gave.</returns>
    /// <exception cref="RawSocketException">The kernel refused: getsockopt,ENOPROTOOPT, getsockopt,EINVAL.</exception>
    public byte[] GetOption(int level, int number, int maxLength)
    {
        byte[] value = new byte[maxLength];
        return value[..ReadOption(level, number, value, null)];
    }

    /// <summary>Writes an option, setsockopt(2).</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">Its value, of the option's kind; a number is taken for a time in the option's unit.</param>
    /// <exception cref="ArgumentException">The value is not of the option's type or out of its range.</exception>
    /// <exception cref="RawSocketException">The kernel refused: setsockopt,ENOPROTOOPT, setsockopt,EINVAL, setsockopt,EPERM.</exception>
    public void SetOption(SocketOption option, object? value)
    {
        ArgumentNullException.ThrowIfNull(option);
        byte[] bytes = SocketOptionValue.Encode(option, value);
        WriteOption(option.Level, option.Number, bytes, $"{option.Constant} = {value}");
    }

    /// <summary>Writes an option's bytes, setsockopt(2).</summary>
    /// <param name="level">The level's number.</param>
    /// <param name="number">The option's number.</param>
    /// <param name="value">The bytes that the kernel takes.</param>
    /// <exception cref="RawSocketException">The kernel refused: setsockopt,ENOPROTOOPT, setsockopt,EINVAL.</exception>
    public void SetOption(int level, int number, ReadOnlySpan<byte> value) => WriteOption(level, number, value, null);

    private int ReadOption(int level, int number, Span<byte> value, string? detail)
    {
        using var lease = Use("getsockopt");
        int result = Sys.GetSockOpt(lease.Number, level, number, value);
        return result >= 0 ? result : throw RawSocketException.FromResult("getsockopt", result, null, detail);
    }

    private void WriteOption(int level, int number, ReadOnlySpan<byte> value, string? detail)
    {
        using var lease = Use("setsockopt");
        int result = Sys.SetSockOpt(lease.Number, level, number, value);
        if (result < 0)
        {
            throw RawSocketException.FromResult("setsockopt", result, null, detail);
        }
    }
}
