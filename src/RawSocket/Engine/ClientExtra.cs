using System.Net;

namespace RawSockets.Engine;

/// <summary>What only some clients need: those that are slow, limited, named by a path, or being served to their end.</summary>
internal sealed class ClientExtra
{
    /// <summary>An IPv6 address.</summary>
    internal PeerAddress Peer { get; init; }

    /// <summary>An address that is longer than an internet one.</summary>
    internal EndPoint? RemoteEndPoint { get; init; }

    /// <summary>Output that the kernel would not take yet, where the loop keeps it in memory of its own.</summary>
    internal ByteQueue? Pending { get; set; }

    /// <summary>What the client may still send within its rate.</summary>
    internal RateAllowance? Rate { get; set; }

    /// <summary>Bytes that had arrived when the server was stopped and are still to be received and answered.</summary>
    internal int Owed { get; set; }

    /// <summary>Whether somebody has a duplicate of its descriptor.</summary>
    internal bool IsShared { get; set; }

    /// <summary>Its handler, where that is not the one that all others have.</summary>
    internal ConnectionHandler? Handler { get; set; }

    /// <summary>Why it is being closed.</summary>
    internal DisconnectCause? Cause { get; set; }

    /// <summary>What an engine keeps besides.</summary>
    internal object? EngineState { get; set; }
}
