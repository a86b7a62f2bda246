namespace RawSockets.Serving;

/// <summary>How a client's stream is cut into what a handler gets.</summary>
public enum RawServerFraming
{
    /// <summary>Lines, each ended by a newline; a carriage return in front of it belongs to it.</summary>
    Line,

    /// <summary>Bytes as they arrive, up to 64 KiB at once.</summary>
    Chunk,
}
