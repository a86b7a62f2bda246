using System.Net;

namespace RawSockets.Diagnostics.Watching;

/// <summary>What a trace has told so far of one socket.</summary>
internal sealed class TracedSocket(StateChange first)
{
    /// <summary>This side.</summary>
    internal IPEndPoint Local { get; private set; } = first.Local;

    /// <summary>The peer.</summary>
    internal IPEndPoint Remote { get; private set; } = first.Remote;

    /// <summary>Whether it is of the watched network namespace; null while that is not known.</summary>
    internal bool? IsHere { get; set; }

    /// <summary>The row that the kernel's table had of it.</summary>
    internal InetSocketState? Row { get; set; }

    /// <summary>Changes that wait until the namespace and the port are known.</summary>
    internal List<StateChange> Held { get; } = [];

    /// <summary>Until when they wait, in nanoseconds of the trace's clock.</summary>
    internal ulong HeldUntil { get; private set; }

    /// <param name="change">The change.</param>
    /// <param name="patience">How long the first may wait, in nanoseconds.</param>
    internal void Hold(StateChange change, ulong patience)
    {
        if (Held.Count == 0)
        {
            HeldUntil = change.Time + patience;
        }

        Held.Add(change);
    }

    /// <summary>A connecting socket's port is chosen after its first change; an address can be unset before.</summary>
    internal void Learn(StateChange change)
    {
        Local = change.Local.Port != 0 ? change.Local : Local;
        Remote = change.Remote.Port != 0 ? change.Remote : Remote;
    }

    internal void LearnPort(IPEndPoint local) => Local = local;
}
