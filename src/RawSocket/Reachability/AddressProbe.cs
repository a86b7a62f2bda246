using System.Net;

namespace RawSockets.Reachability;

/// <summary>How one address of a host answered.</summary>
public sealed record AddressProbe
{
    /// <summary>Address and port.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>Inet or Inet6.</summary>
    public required AddressFamily AddressFamily { get; init; }

    /// <summary>What became of the attempt.</summary>
    public required ProbeOutcome Outcome { get; init; }

    /// <summary>How long it took, from connect(2) or send(2) to the answer, or to giving up.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>This side's address, which tells the interface that was used; null when none was chosen.</summary>
    public EndPoint? LocalEndPoint { get; init; }

    /// <summary>The call that failed; null when the address was reached, or a datagram had no answer.</summary>
    public RawSocketException? Error { get; init; }

    /// <summary>Whether the address answered as a server does: connected, or for UDP a datagram in return.</summary>
    public bool Succeeded => Outcome is ProbeOutcome.Connected or ProbeOutcome.Answered;

    /// <inheritdoc/>
    public override string ToString() => Succeeded ? FormattableString.Invariant($"{EndPoint} {Outcome} {Time.TotalMilliseconds:0.###} ms")
        : $"{EndPoint} {Error?.Identifier ?? Outcome.ToString()}";
}
