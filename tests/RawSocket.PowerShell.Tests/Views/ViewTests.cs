using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Views;

/// <summary>What a person sees when an object is not taken by anything.</summary>
public sealed class ViewTests
{
    public static TheoryData<string, string, string[]> Shown => new()
    {
        { "a socket", "$listener", ["Descriptor", "Family", "Type", "Protocol", "LocalEndPoint", "RemoteEndPoint", "Mode", "Inet", "Stream", "Tcp", "blocking", "127.0.0.1:"] },
        { "a closed socket", "$closed", ["Descriptor", "closed"] },
        { "a non-blocking socket", "$nonBlocking", ["Descriptor", "nonblock"] },
        { "readiness", "$client | Wait-RawSocket -For Write", ["Descriptor", "Readable", "Writable", "HasError", "Events", "True", "Write"] },
        { "the options", "$client | Get-RawSocketOption", ["Level", "Name", "Value", "Description", "ReuseAddress", "NoDelay"] },
        { "a server", "$server", ["LocalEndPoint", "State", "Connections", "Total", "BytesReceived", "BytesSent", "Running", "127.0.0.1:"] },
        { "the events of a server", "$events", ["Time", "Event", "EndPoint", "Received", "Sent", "Cause", "Started", "Connected", "Disconnected", "EndOfStream"] },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void It_has_a_view_that_fits_the_screen(string what, string script, string[] expected)
    {
        using Engine engine = new();
        engine.Run(
            """
            $server = Start-EchoServer
            $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
            $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $closed = New-RawSocket
            $closed | Close-RawSocket
            $nonBlocking = New-RawSocket -NonBlocking
            $events = [System.Collections.Generic.List[object]]::new()
            foreach ($once in 1) {
                Start-EchoServer -Wait | ForEach-Object {
                    $events.Add($_)
                    if ($_.Event -eq 'Started') { $null = 'x' | Connect-EchoClient -Port $_.LocalEndPoint.Port }
                    if ($_.Event -eq 'Disconnected') { break }
                }
            }
            """);

        string text = engine.Show(script);

        Assert.True(text.Length > 0, what);
        Assert.All(expected, header => Assert.Contains(header, text, StringComparison.Ordinal));
        Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 120, line));
        engine.Run("Get-RawSocket | Close-RawSocket; Get-EchoServer | Stop-EchoServer").Succeeded();
    }
}
