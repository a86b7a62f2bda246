using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

/// <summary>What the cmdlets take from the pipeline.</summary>
public sealed class PipelineInputTests
{
    private const string Connect =
        """
        $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
        $peer = $listener | Receive-RawConnection -Timeout 1000
        """;

    [Fact]
    public void Readiness_is_taken_by_property_name()
    {
        using Engine engine = new();
        var lines = engine.Run(Connect +
            """

            $second = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
            $accepted = $listener, $peer | Wait-RawSocket -Timeout 1000 | Receive-RawConnection
            "$($accepted.RemoteEndPoint)" -eq "$($second.LocalEndPoint)"
            $second | Send-RawData -Data 'by name'
            $accepted, $peer | Wait-RawSocket -Timeout 1000 | Receive-RawData -AsString
            $accepted, $peer | Wait-RawSocket -For Write -Timeout 1000 | Send-RawData -Data 'to all'
            $client, $second | Receive-RawData -AsString
            Get-RawSocket | Close-RawSocket
            """).Lines();
        Assert.Equal(["True", "by name", "to all", "to all"], lines);
    }

    [Theory]
    [InlineData("'text'", "text")]
    [InlineData("'a', 'b', 'c'", "abc")]
    [InlineData("[byte] 104, [byte] 105", "hi")]
    [InlineData("[byte[]] (104, 105)", "hi")]
    [InlineData(", [byte[]] (104, 105)", "hi")]
    [InlineData("'mixed ', [byte] 104, [byte] 105, ' end'", "mixed hi end")]
    [InlineData(", (104, 105)", "hi")]
    [InlineData("''", "")]
    public void Data_comes_from_the_pipeline(string data, string expected)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            $$"""

            {{data}} | Send-RawData -Socket $client
            $client | Disconnect-RawSocket -Direction Send
            $text = ''
            while (($part = $peer | Receive-RawData -AsString)) { $text += $part }
            $text
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal(expected, outcome.Single<string>());
    }

    [Theory]
    [InlineData("-Data 'text'", "text")]
    [InlineData("-Data ([byte[]] (104, 105))", "hi")]
    [InlineData("-Data (104, 105)", "hi")]
    [InlineData("-Data ([byte] 104)", "h")]
    [InlineData("-Data ([byte[]] @())", "")]
    public void Data_comes_as_an_argument(string data, string expected)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            $$"""

            $client | Send-RawData {{data}}
            $client | Disconnect-RawSocket -Direction Send
            $text = ''
            while (($part = $peer | Receive-RawData -AsString)) { $text += $part }
            $text
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal(expected, outcome.Single<string>());
    }

    [Fact]
    public void One_byte_array_costs_one_call_and_single_bytes_are_gathered()
    {
        using Engine engine = new();
        Outcome whole = engine.Run(Connect + "\n, [byte[]]::new(1000) | Send-RawData -Socket $client -Verbose");
        Assert.Single(whole.Succeeded().Verbose, static line => line.StartsWith("sendto(", StringComparison.Ordinal));
        Outcome single = engine.Run("[byte[]]::new(1000) | Send-RawData -Socket $client -Verbose");
        Assert.Single(single.Succeeded().Verbose, static line => line.StartsWith("sendto(", StringComparison.Ordinal));
        engine.Run("Get-RawSocket | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void Received_bytes_come_as_one_array()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            """

            $client | Send-RawData -Data ([byte[]] (0, 255, 1))
            $peer | Receive-RawData
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal([0, 255, 1], outcome.Single<byte[]>());
    }

    [Fact]
    public void The_end_of_the_stream_is_an_empty_array_and_an_empty_string()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            """

            $client | Disconnect-RawSocket -Direction Send
            $bytes = $peer | Receive-RawData
            $bytes.GetType().Name
            $bytes.Length
            $text = $peer | Receive-RawData -AsString
            $text.GetType().Name
            $text.Length
            ($peer | Receive-RawData -Size 10 -Exact).Length
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal(["Byte[]", "0", "String", "0", "0"], outcome.Lines());
    }

    [Fact]
    public void Exact_waits_for_all_of_it_and_a_timeout_loses_nothing()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            """

            $client | Send-RawData -Data 'hel'
            $peer | Receive-RawData -Size 5 -Exact -AsString -Timeout 50
            $client | Send-RawData -Data 'lo!'
            $peer | Receive-RawData -Size 5 -Exact -AsString -Timeout 1000
            $peer | Receive-RawData -AsString -Timeout 1000
            Get-RawSocket | Close-RawSocket
            """);
        Assert.StartsWith("recv,ETIMEDOUT", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["hello", "!"], outcome.Output.Select(static line => line.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Size_is_the_most_that_comes_also_as_a_string(int size)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            $$"""

            $client | Send-RawData -Data 'abcdefgh'
            ($peer | Receive-RawData -Size {{size}}).Length
            ($peer | Receive-RawData -Size {{size}} -AsString).Length
            Get-RawSocket | Close-RawSocket
            """);
        string[] expected = [$"{size}", $"{Math.Min(size, 8 - size)}"];
        Assert.Equal(expected, outcome.Lines());
    }
}
