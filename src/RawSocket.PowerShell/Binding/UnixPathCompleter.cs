using System.Collections;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the Unix sockets that listen; where none begins so, the engine offers files.</summary>
public sealed class UnixPathCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) => CompletedRows.Listening(SocketProtocol.Unix)
        .Select(static row => row.LocalEndPoint)
        .OfType<UnixEndPoint>()
        .Select(static place => place.ToString())
        .Order(StringComparer.Ordinal)
        .Select(static path => new Offer(path, path));
}
