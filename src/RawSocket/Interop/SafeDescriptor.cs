using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>Owns a file descriptor: closes it once, when disposed or no longer reachable, and never while a call uses it.</summary>
public sealed class SafeDescriptor : SafeHandle
{
    // Adopting a descriptor that another object owns would close it twice, the second time as somebody else's.
    private static readonly ConcurrentDictionary<int, byte> s_owned = new();

    private BoundPath? _path;

    /// <summary>Takes ownership of an open descriptor.</summary>
    /// <param name="descriptor">The descriptor, or -1 for none.</param>
    public SafeDescriptor(int descriptor)
        : base(-1, ownsHandle: true)
    {
        SetHandle(descriptor);
        s_owned[descriptor] = 0;
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == -1;

    /// <summary>Whether an object of this class owns the descriptor.</summary>
    internal static bool IsOwned(int descriptor) => s_owned.ContainsKey(descriptor);

    /// <summary>Keeps the descriptor open, and its number from being used again, until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    internal Lease Use() => new(this);

    /// <summary>As <see cref="Use"/>, for longer than one method runs.</summary>
    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    internal Hold Keep() => new(this);

    /// <summary>Ties the file of a bound Unix socket to the descriptor: it goes when the descriptor does.</summary>
    internal void Own(BoundPath path) => _path = path;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _path?.Remove();
        s_owned.TryRemove((int)handle, out _);
        return Sys.Close((int)handle) >= 0;
    }

    internal sealed class Hold : IDisposable
    {
        private SafeDescriptor? _owner;

        internal Hold(SafeDescriptor owner)
        {
            bool added = false;
            owner.DangerousAddRef(ref added);
            _owner = owner;
        }

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.DangerousRelease();
    }

    internal readonly ref struct Lease
    {
        private readonly SafeDescriptor _owner;

        internal Lease(SafeDescriptor owner)
        {
            bool added = false;
            owner.DangerousAddRef(ref added);
            _owner = owner;
            Number = (int)owner.handle;
        }

        internal int Number { get; }

        public void Dispose() => _owner?.DangerousRelease();
    }
}
