using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Views;

/// <summary>Tables on terminals of different widths.</summary>
public sealed class WidthTests
{
    private const string Objects =
        """
        $server = Start-EchoServer
        $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
        $user = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $server.LocalEndPoint.Port -PassThru
        $null = $user | Send-RawData -Data ('x' * 1234) -PassThru | Receive-RawData -Size 1234 -Exact
        $receiver = New-RawSocket Inet Dgram | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru
        Send-RawDatagram (New-RawSocket Inet Dgram) 'hello' -EndPoint $receiver
        $measurement = Measure-EchoServer -EndPoint $server.LocalEndPoint -Duration 0.1
        """;

    private const string End = "Get-RawSocket | Close-RawSocket; Get-EchoServer | Stop-EchoServer";

    public static TheoryData<string, string[]> Usual => new()
    {
        { "$listener, $client", ["Descriptor", "LocalEndPoint", "Mode", "blocking"] },
        { "$client | Wait-RawSocket -For Write", ["Readable", "Events", "Write"] },
        { "$client | Get-RawSocketOption | Where-Object Name -in ReuseAddress, KeepAlive, Linger, NoDelay, TcpInfo", ["Level", "Name", "Value", "Description", "Nagle off"] },
        { "$client | Get-RawSocketOption -Name Linger", ["Enabled", "Seconds"] },
        { "$client | Get-RawSocketOption -Name TcpInfo", ["State", "ESTABLISHED", "RoundTripTime", "BytesAcknowledged"] },
        { "$server", ["LocalEndPoint", "State", "Connections", "Total", "BytesReceived", "BytesSent", "Running"] },
        { "Get-EchoSession", ["Id", "RemoteEndPoint", "Age", "Idle", "Received", "Sent", "Queued", "1.23 kB", "0 B"] },
        { "$client | Get-RawSocketState", ["Proto", "Recv-Q", "Send-Q", "Local", "Remote", "State", "PID/Program", "Timer", "127.0.0.1", "ESTABLISHED", "off"] },
        { "Get-RawSocketState -Protocol Tcp", ["LISTEN", "Timer"] },
        { "Test-RawConnection 127.0.0.1 $listener.LocalEndPoint.Port", ["Host", "IPv4", "ConnectMs", "Result", "Connected"] },
        { "Get-RawErrno ECONNREFUSED, EILSEQ", ["Number", "Meaning", "multibyte or wide character"] },
        { "Resolve-RawAddress 127.0.0.1 80", ["Family", "EndPoint", "CanonicalName", "127.0.0.1:80"] },
        { "$receiver | Receive-RawDatagram -Timeout 1000", ["RemoteEndPoint", "Length", "Text", "5 B", "hello"] },
        { "$measurement", ["Ops/s", "Bytes/s", "P999", "Errors", "PingPong 1"] },
        { "Compare-EchoMeasurement $measurement $measurement", ["Metric", "Reference", "Exceeds", "BytesReceivedPerSecond", "µs"] },
    };

    [Theory]
    [MemberData(nameof(Usual))]
    public void At_80_characters_nothing_usual_is_cut(string script, string[] expected)
    {
        using Engine engine = new() { Width = 80 };
        engine.Run(Objects).Succeeded();
        string text = engine.Show(script);
        engine.Run(End).Succeeded();
        Assert.All(expected, word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData(120)]
    [InlineData(160)]
    public void A_wider_terminal_has_an_address_and_its_port_on_one_line(int width)
    {
        using Engine engine = new() { Width = width };
        engine.Run(Objects).Succeeded();
        string text = engine.Show("$client | Get-RawSocketState");
        string address = engine.Run("$client.LocalEndPoint").Single().ToString();
        engine.Run(End).Succeeded();
        string row = Assert.Single(text.Split('\n'), line => line.Contains(address, StringComparison.Ordinal));

        // Four columns share what the others leave; the screen's last character stays free.
        Assert.Equal(35 + ((width - 1 - 35) / 4 * 3), row.IndexOf("off", StringComparison.Ordinal));
    }

    [Fact]
    public void A_narrow_column_breaks_an_address_before_its_port()
    {
        using Engine engine = new() { Width = 80 };
        engine.Run(Objects).Succeeded();
        string text = engine.Show("$client | Get-RawSocketState");
        string port = engine.Run("$client.LocalEndPoint.Port").Single().ToString();
        engine.Run(End).Succeeded();
        Assert.Contains(text.Split('\n'), line => line.TrimStart().StartsWith($":{port}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_is_broken_between_its_words()
    {
        using Engine engine = new() { Width = 80 };
        string text = engine.Show("Get-RawErrno EILSEQ");
        Assert.Contains("multibyte or wide character", text, StringComparison.Ordinal);
    }
}
