using System.Management.Automation.Host;

namespace RawSockets.PowerShell;

/// <summary>How many characters a host has room for in a line.</summary>
internal static class ScreenWidth
{
    private const int Unlimited = 1 << 20;
    private const long KeptMilliseconds = 100;
    private static Reading s_last = new(null, 0, 0);

    /// <summary>The width; without a screen there are no columns to fit.</summary>
    /// <param name="host">The host.</param>
    /// <returns>The characters.</returns>
    internal static int Of(PSHost? host)
    {
        // A table of thousands of rows asks for each cell, and the host asks the terminal each time.
        Reading last = s_last;
        long now = Environment.TickCount64;
        if (last.Host != host || now >= last.Until)
        {
            last = new(host, Read(host), now + KeptMilliseconds);
            s_last = last;
        }

        return last.Width;
    }

    private static int Read(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width is > 0 and var width ? width : Unlimited;
        }
        catch (Exception error) when (error is NotImplementedException or NotSupportedException or HostException)
        {
            return Unlimited;
        }
    }

    private sealed record Reading(PSHost? Host, int Width, long Until);
}
