namespace RawSockets.Diagnostics;

/// <summary>A process that has a socket open.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="Name">Its name, from /proc/PID/comm: at most 15 bytes, of which those that are no printable text are written as \xHH.</param>
public sealed record SocketOwner(int ProcessId, string Name);
