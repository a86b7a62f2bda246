namespace RawSockets;

/// <summary>A descriptor that came over a Unix socket, unix(7) SCM_RIGHTS. It is close-on-exec, and this object's to close.</summary>
public sealed class PassedDescriptor : IDisposable
{
    private readonly SafeDescriptor? _other;

    internal PassedDescriptor(SafeDescriptor handle)
    {
        _other = handle;
        Descriptor = (int)handle.DangerousGetHandle();
    }

    internal PassedDescriptor(RawSocket socket)
    {
        Socket = socket;
        Descriptor = socket.Descriptor;
    }

    /// <summary>The descriptor's number in this process.</summary>
    public int Descriptor { get; }

    /// <summary>The socket, where it is one; null otherwise.</summary>
    public RawSocket? Socket { get; }

    /// <summary>What it is, as /proc shows it: a path, or such as pipe:[12345].</summary>
    public string? Target => new FileInfo($"/proc/self/fd/{Descriptor}").LinkTarget;

    /// <summary>Owns the descriptor.</summary>
    public SafeDescriptor Handle => Socket?.Handle ?? _other!;

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        Socket?.Dispose();
        _other?.Dispose();
    }
}

/// <summary>A message with descriptors or credentials.</summary>
/// <param name="Data">The bytes that came with it.</param>
/// <param name="Descriptors">The descriptors.</param>
/// <param name="Credentials">Who sent it, on a socket with PassCredentials.</param>
public sealed record DescriptorMessage(byte[] Data, IReadOnlyList<PassedDescriptor> Descriptors, PeerCredentials? Credentials)
{
    /// <summary>Whether its bytes were more than the room for them; what did not fit of a message is lost.</summary>
    public bool Truncated { get; init; }

    /// <summary>The sockets among the descriptors.</summary>
    public RawSocket[] Socket => [.. Descriptors.Where(static passed => passed.Socket is not null).Select(static passed => passed.Socket!)];
}
