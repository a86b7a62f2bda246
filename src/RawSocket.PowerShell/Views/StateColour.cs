using System.Management.Automation;

namespace RawSockets.PowerShell;

/// <summary>
/// States and outcomes in four colours: what works, what passes or waits for somebody, what failed, and what is over. The views of the
/// module use it; it is not meant for scripts.
/// </summary>
public static class StateColour
{
    /// <summary>A state in its colour, if colours are wanted; a word that is no state stays as it is.</summary>
    /// <param name="state">The state, or its name.</param>
    /// <returns>The text.</returns>
    public static string Paint(object? state)
    {
        string text = state?.ToString() ?? "";
        return text switch
        {
            "LISTEN" or "LISTENING" or "ESTABLISHED" or "CONNECTED" => Palette.Good(text),
            "Running" or "Started" or "Connected" or "Answered" => Palette.Good(text),
            "SYN_SENT" or "SYN_RECV" or "FIN_WAIT1" or "FIN_WAIT2" or "CLOSE_WAIT" or "LAST_ACK" or "CLOSING" => Palette.Warning(text),
            "Stopping" or "Rejected" or "EventsLost" or "NoAnswer" => Palette.Warning(text),
            "Faulted" or "AcceptFailed" or "Refused" or "Unreachable" or "TimedOut" or "Failed" => Palette.Error(text),
            "TIME_WAIT" or "CLOSE" or "BOUND" or "Stopped" or "Disconnected" or "closed" or "-" => Palette.Dim(text),
            _ => text,
        };
    }

    /// <summary>Something that should not be there, such as bytes that wait or a socket's error, in the colour of warnings.</summary>
    /// <param name="value">What is shown.</param>
    /// <param name="isWrong">Whether it is so; otherwise the text stays as it is.</param>
    /// <returns>The text.</returns>
    public static string Warn(object? value, bool isWrong)
    {
        string text = value?.ToString() ?? "";
        return isWrong ? Palette.Warning(text) : text;
    }

    /// <summary>What went wrong, in the colour of errors.</summary>
    /// <param name="value">What is shown.</param>
    /// <returns>The text.</returns>
    public static string Fail(object? value) => Palette.Error(PSObject.AsPSObject(value ?? "").ToString());
}
