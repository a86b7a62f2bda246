namespace RawSockets.Diagnostics.Watching;

/// <content>Which sources are there</content>
public sealed partial class SocketStateWatch
{
    private const string TraceName = "the trace event inet_sock_set_state";
    private const string DestroyName = "notifications of destroyed sockets";

    private void OpenSources()
    {
        if (_options.Source == WatchSource.Poll)
        {
            _notes.Add("Changes are seen by polling the kernel's table, as was asked for.");
            return;
        }

        bool hasTcp = _query.Protocols.Contains(SocketProtocol.Tcp);
        bool hasDestroy = TryOpenDestroy();
        bool hasTrace = hasDestroy && hasTcp && _options.Source != WatchSource.Destroy && TryOpenTrace();
        if (_options.Source == WatchSource.Trace && !hasTrace)
        {
            throw new NotSupportedException(hasTcp ? _notes[^1] : "The trace event is for TCP, and other protocols were asked for.");
        }

        if (_options.Source == WatchSource.Destroy && !hasDestroy)
        {
            throw new NotSupportedException(_notes[^1]);
        }

        _notes.Add(hasTrace ? $"Changes are seen by {TraceName}; records in TIME_WAIT, and what is not TCP, by polling the kernel's table."
            : hasDestroy ? $"Changes are seen by polling the kernel's table, ends of TCP and UDP sockets by {DestroyName}."
            : "Changes are seen by polling the kernel's table.");
    }

    private bool TryOpenDestroy()
    {
        try
        {
            _destroy = DestroyEvents.Open(_options.Namespace);
            return true;
        }
        catch (RawSocketException exception)
        {
            _notes.Add($"There are no {DestroyName}: {exception.Message}");
            return false;
        }
    }

    private bool TryOpenTrace()
    {
        string? folder = TraceFolder.Find(out string why);
        if (folder is not null)
        {
            try
            {
                _trace = TraceReader.Open(folder);
                _tracker = new TraceTracker(_lookup, _options.Namespace, Emit);
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
            {
                why = exception.Message;
            }
        }

        _notes.Add($"There is no {TraceName["the ".Length..]}: {why}.");
        return false;
    }
}
