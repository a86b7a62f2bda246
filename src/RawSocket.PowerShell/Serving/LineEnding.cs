namespace RawSockets.PowerShell.Serving;

/// <summary>What ends each line that is sent.</summary>
public enum LineEnding
{
    /// <summary>A line feed, as Unix programs have it.</summary>
    LF,

    /// <summary>A carriage return and a line feed, as most internet protocols have it.</summary>
    CRLF,
}
