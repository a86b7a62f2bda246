namespace RawSockets.Engine;

/// <summary>What goes out to one client in one turn.</summary>
internal struct Outgoing
{
    internal Client Client;

    /// <summary>The client's number; its object may be another client's by the time this is looked at.</summary>
    internal long Id;
    internal OutputChain Chain;

    /// <summary>A receive was handed over behind the send, and is not made if the send falls short.</summary>
    internal bool HasLinkedReceive;

    /// <summary>The kernel did not take all of it, or nothing was handed over.</summary>
    internal bool IsDone;

    internal readonly bool IsCurrent => Client.IsOpen && Client.Id == Id;
}
