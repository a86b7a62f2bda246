namespace RawSockets.Engine;

/// <summary>Why a connection was closed as soon as it was accepted.</summary>
public enum RejectionReason
{
    /// <summary>As many clients as are allowed are connected.</summary>
    MaxConnections,

    /// <summary>As many clients of one address as are allowed are connected.</summary>
    MaxConnectionsPerAddress,

    /// <summary>The address is denied, or not among those that are allowed.</summary>
    Address,
}
