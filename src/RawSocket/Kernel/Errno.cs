using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RawSockets;

/// <summary>An error number as errno(3) lists it: its number, its name and the sentence that strerror(3) gives.</summary>
/// <param name="Number">The number, 0 for no error.</param>
public readonly partial record struct Errno(int Number)
{
    /// <summary>The symbolic name, such as EADDRINUSE; a number that errno(3) does not list is given as E followed by it.</summary>
    public string Name => Table.ByNumber.TryGetValue(Number, out var entry)
        ? entry.Name
        : Number == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"E{Number}");

    /// <summary>The sentence of the man page, such as "Address already in use".</summary>
    public string Description => Table.ByNumber.TryGetValue(Number, out var entry)
        ? entry.Description
        : Number == 0 ? "Success" : string.Create(CultureInfo.InvariantCulture, $"Unknown error {Number}");

    /// <summary>All error numbers that errno(3) lists, in the order of their numbers.</summary>
    public static IReadOnlyList<Errno> All { get; } = Array.ConvertAll(Table.Entries, static entry => new Errno(entry.Number));

    /// <summary>Finds an error by its name, second names such as EWOULDBLOCK included; case does not matter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="errno">The error, if there is one of that name.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out Errno errno)
    {
        errno = default;
        if (name is null || !Table.ByName.TryGetValue(name, out int number))
        {
            return false;
        }

        errno = new Errno(number);
        return true;
    }

    /// <summary>Gives name, number and sentence, such as "EADDRINUSE (98): Address already in use".</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        Number == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{Name} ({Number}): {Description}");

    /// <summary>The numbers that this library tells apart; Linux numbers them alike on x64 and arm64.</summary>
    internal static class Numbers
    {
        internal const int EPERM = 1;
        internal const int ENOENT = 2;
        internal const int EINTR = 4;
        internal const int EBADF = 9;
        internal const int EAGAIN = 11;
        internal const int ENOMEM = 12;
        internal const int EACCES = 13;
        internal const int EBUSY = 16;
        internal const int EINVAL = 22;
        internal const int ENFILE = 23;
        internal const int EMFILE = 24;
        internal const int EPIPE = 32;
        internal const int ERANGE = 34;
        internal const int ENOSYS = 38;
        internal const int ENOMSG = 42;
        internal const int ENOTSOCK = 88;
        internal const int EDESTADDRREQ = 89;
        internal const int EPROTO = 71;
        internal const int EMSGSIZE = 90;
        internal const int ENOPROTOOPT = 92;
        internal const int EOPNOTSUPP = 95;
        internal const int EAFNOSUPPORT = 97;
        internal const int EADDRINUSE = 98;
        internal const int ECONNABORTED = 103;
        internal const int ECONNRESET = 104;
        internal const int ENOBUFS = 105;
        internal const int EISCONN = 106;
        internal const int ENOTCONN = 107;
        internal const int ETIMEDOUT = 110;
        internal const int ECONNREFUSED = 111;
        internal const int EALREADY = 114;
        internal const int EINPROGRESS = 115;
    }
}
