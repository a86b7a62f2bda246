using System.Collections;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes open sockets: the variables that hold one, and a call that gives it where none does.</summary>
public sealed class SocketCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound)
    {
        List<(string Expression, RawSocket Value)> held = [.. SessionVariables.Holding<RawSocket>().Where(static one => !one.Value.IsClosed)];
        IEnumerable<RawSocket> others = OpenSockets.All.Where(socket => !held.Exists(one => one.Value == socket));
        return held.Select(static one => new Offer(one.Expression, one.Value.ToString(), IsExpression: true))
            .Concat(others.Select(static socket => new Offer($"(Get-RawSocket -Descriptor {socket.Descriptor})", socket.ToString(), IsExpression: true)));
    }
}
