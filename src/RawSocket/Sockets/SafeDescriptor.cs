using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>Owns a file descriptor: closes it once, when disposed or no longer reachable, and never while a call uses it.</summary>
public sealed class SafeDescriptor : SafeHandle
{
    /// <summary>Takes ownership of an open descriptor.</summary>
    /// <param name="descriptor">The descriptor, or -1 for none.</param>
    public SafeDescriptor(int descriptor)
        : base(-1, ownsHandle: true) => SetHandle(descriptor);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == -1;

    /// <summary>Keeps the descriptor open, and its number from being used again, until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    internal Lease Use() => new(this);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Sys.Close((int)handle) >= 0;

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
