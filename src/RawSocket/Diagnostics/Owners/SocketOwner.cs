namespace RawSockets.Diagnostics;

/// <summary>A process that has a socket open.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="Name">Its name, from /proc/PID/comm: at most 15 characters.</param>
public sealed record SocketOwner(int ProcessId, string Name);
