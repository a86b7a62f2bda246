namespace RawSockets.Serving;

/// <summary>
/// What a <see cref="RawServer"/> wants done next: an event to be told, or something that a client sent to be handled. It is done
/// when the next one is taken; until then nothing else of that connection comes up.
/// </summary>
/// <param name="Event">The event, or null.</param>
/// <param name="Connection">The connection that it is about, or null.</param>
/// <param name="Data">A line without its newline, or a chunk; null for an event.</param>
public sealed record RawServerWork(RawServerEvent? Event, RawServerConnection? Connection, byte[]? Data);
