namespace RawSockets.Diagnostics;

/// <summary>Where a listing's request goes and its reply comes from; the tests put replies of their own behind it.</summary>
internal interface IDiagChannel : IDisposable
{
    void Send(ReadOnlySpan<byte> request);

    /// <returns>The length of the datagram, which is now in the buffer as a whole.</returns>
    int Receive(Span<byte> buffer, Deadline deadline, CancellationToken cancellationToken);
}
