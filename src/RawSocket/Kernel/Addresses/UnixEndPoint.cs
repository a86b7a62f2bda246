using System.Net;
using System.Text;

namespace RawSockets;

/// <summary>The address of a Unix socket, unix(7): a path, an abstract name, or none at all.</summary>
public sealed class UnixEndPoint : EndPoint, IEquatable<UnixEndPoint>
{
    /// <summary>
    /// sizeof(sun_path). A path may take all of it: the kernel wants no terminating zero, though most programs leave room for one. An abstract
    /// name begins with a zero.
    /// </summary>
    internal const int PathRoom = 108;

    private readonly byte[] _name;

    private UnixEndPoint(byte[] name, bool isAbstract)
    {
        _name = name;
        IsAbstract = isAbstract;
    }

    /// <summary>The address of a socket that has no name.</summary>
    public static UnixEndPoint Unnamed { get; } = new([], isAbstract: false);

    /// <summary>Whether it is an abstract name, which is no file and vanishes with its socket.</summary>
    public bool IsAbstract { get; }

    /// <summary>Whether it has no name.</summary>
    public bool IsUnnamed => _name.Length == 0 && !IsAbstract;

    /// <summary>The path; null for an abstract or missing name.</summary>
    public string? Path => IsAbstract || IsUnnamed ? null : Encoding.UTF8.GetString(_name);

    /// <summary>The abstract name without the leading zero byte; null for a path or a missing name.</summary>
    public string? AbstractName => IsAbstract ? Encoding.UTF8.GetString(_name) : null;

    /// <inheritdoc/>
    public override System.Net.Sockets.AddressFamily AddressFamily => System.Net.Sockets.AddressFamily.Unix;

    internal ReadOnlySpan<byte> Name => _name;

    /// <summary>Makes an address of what people write: a path, or @name for an abstract name.</summary>
    /// <param name="text">The path, of at most 108 bytes, or @ and the name, of at most 107 bytes.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">It is empty, too long, or has a zero byte in a path.</exception>
    public static UnixEndPoint Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return text[0] == '@' ? FromName(Encoding.UTF8.GetBytes(text[1..]), isAbstract: true) : FromName(Encoding.UTF8.GetBytes(text), isAbstract: false);
    }

    /// <exception cref="ArgumentException">The name is too long, or has a zero byte in a path.</exception>
    internal static UnixEndPoint FromName(byte[] name, bool isAbstract)
    {
        int most = isAbstract ? PathRoom - 1 : PathRoom;
        if (name.Length > most)
        {
            string what = isAbstract ? "an abstract name" : "the path of a Unix socket";
            throw new ArgumentException($"'{UnixText.Escape(name)}' has {name.Length} bytes; {what} has at most {most} (unix(7), sun_path).", nameof(name));
        }

        if (!isAbstract && (name.Length == 0 || name.Contains((byte)0)))
        {
            throw new ArgumentException("A path has at least one byte and no zero byte; an abstract name is written as @name.", nameof(name));
        }

        return new UnixEndPoint(name, isAbstract);
    }

    /// <inheritdoc/>
    public bool Equals(UnixEndPoint? other) => other is not null && IsAbstract == other.IsAbstract && Name.SequenceEqual(other.Name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnixEndPoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsAbstract, Encoding.Latin1.GetString(_name));

    /// <summary>
    /// Gives the path (with unix: in front where it does not begin with / or .), @name, or unix: alone for no name. Bytes that are no
    /// printable text are written as \xHH.
    /// </summary>
    /// <returns>The text.</returns>
    public override string ToString() => UnixText.Of(this);

    internal static UnixEndPoint FromKernel(ReadOnlySpan<byte> sunPath)
    {
        if (sunPath.IsEmpty)
        {
            return Unnamed;
        }

        if (sunPath[0] == 0)
        {
            return new UnixEndPoint(sunPath[1..].ToArray(), isAbstract: true);
        }

        int end = sunPath.IndexOf((byte)0);
        return new UnixEndPoint((end < 0 ? sunPath : sunPath[..end]).ToArray(), isAbstract: false);
    }
}
