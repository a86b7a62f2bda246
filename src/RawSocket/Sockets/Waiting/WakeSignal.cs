using RawSockets.Interop;

namespace RawSockets;

/// <summary>An eventfd(2) that wakes a thread waiting in poll(2) when a token is cancelled.</summary>
internal sealed class WakeSignal : IDisposable
{
    private readonly SafeDescriptor _descriptor;

    internal WakeSignal()
    {
        int result = Sys.EventFd();
        if (result < 0)
        {
            throw RawSocketException.FromResult("eventfd", result);
        }

        Number = result;
        _descriptor = new SafeDescriptor(result);
    }

    internal SafeDescriptor Descriptor => _descriptor;

    /// <summary>The descriptor's number, for a thread that holds the signal for as long as it runs.</summary>
    internal int Number { get; }

    /// <summary>Wakes the waiter when <paramref name="token"/> is cancelled; dispose the registration before the signal.</summary>
    internal CancellationTokenRegistration WakeOn(CancellationToken token) =>
        token.UnsafeRegister(static state => ((WakeSignal)state!).Set(), this);

    internal void Set()
    {
        using var lease = _descriptor.Use();
        Sys.SignalEvent(lease.Number);
    }

    internal void Clear()
    {
        using var lease = _descriptor.Use();
        Sys.ClearEvent(lease.Number);
    }

    public void Dispose()
    {
        using (CallTrace.To(null))
        {
            _descriptor.Dispose();
        }
    }
}
