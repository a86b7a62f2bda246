using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Watching;

/// <summary>The example that shows what is left of a connection when its server has gone.</summary>
public sealed class FourWayHandshakeTests
{
    [Fact]
    public void The_example_shows_the_listings_in_order() => ChildExample.Run("four-way-handshake.ps1", static output =>
    {
        string[] expected =
        [
            "LISTEN", "client          ESTABLISHED", "server          ESTABLISHED",
            "client          CLOSE_WAIT", "server          FIN_WAIT2", "no process, timer TimeWait, ",
            "bind,EADDRINUSE", "1 in FIN_WAIT2", "SO_REUSEADDR", "ReuseAddress does not help this time",
            "the way out", "ReuseAddress would help", "LISTEN", "CLOSE_WAIT", "FIN_WAIT2", "listening again",
        ];
        int at = 0;
        foreach (string text in expected)
        {
            int found = output.IndexOf(text, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{text}' is missing after character {at} of:\n{output}");
            at = found + 1;
        }
    });
}
