namespace RawSockets.Diagnostics.Watching;

/// <content>What is listed for a snapshot</content>
internal sealed partial class TablePoll
{
    private IEnumerable<SocketProtocol> OtherProtocols => _query.Protocols.Where(static protocol => protocol != SocketProtocol.Tcp);

    private List<SocketState> Snapshot(out bool isComplete, CancellationToken cancellationToken)
    {
        List<SocketState> rows = [];
        isComplete = true;
        _earlier = _latest;
        _latest = DateTimeOffset.Now;
        SocketStateReader reader = new(_place);
        foreach (SocketStateQuery query in Queries())
        {
            try
            {
                foreach (SocketState row in reader.Read(query, cancellationToken))
                {
                    rows.Add(row);
                }
            }
            catch (RawSocketException exception) when (exception.Identifier == "sock_diag,EINTR")
            {
                // What was read is right; what is missing is not known to be gone.
                isComplete = false;
            }
        }

        return rows;
    }

    private List<SocketStateQuery> Queries()
    {
        if (!_recordsOnly)
        {
            return [_query];
        }

        List<SocketStateQuery> queries = [];
        if (_query.Protocols.Contains(SocketProtocol.Tcp))
        {
            // A record has no owner any more.
            queries.Add(_query with { Protocols = [SocketProtocol.Tcp], States = TcpStates.TimeWait | TcpStates.FinWait2, Owner = null });
        }

        if (OtherProtocols.Any())
        {
            queries.Add(_query with { Protocols = [.. OtherProtocols] });
        }

        return queries;
    }

    private bool IsOfInterest(SocketState row) => !_recordsOnly || IsOther(row) || (SocketRows.IsRecord(row) && _query.Owner is null);

    private static bool IsOther(SocketState row) => row.Protocol != SocketProtocol.Tcp;
}
