using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Families;

/// <summary>Receive-RawData with -Until, -Exact, -Peek and -Flag.</summary>
public sealed class ReceiveFormTests
{
    private const string Pair = "$a, $b = New-RawSocketPair\n";
    private const string Close = "\n$a, $b | Close-RawSocket";

    [Fact]
    public void Until_takes_a_delimiter_and_keeps_what_follows()
    {
        Assert.Equal(["one\r\n", "two\r\n", "rest", ""], Run(
            """
            $a | Send-RawData "one`r`ntwo`r`nrest"
            $a | Disconnect-RawSocket -Direction Send
            1..4 | ForEach-Object { $b | Receive-RawData -Until "`r`n" -AsString -Timeout 5000 }
            """).Lines());
    }

    [Fact]
    public void Until_finds_a_delimiter_that_comes_in_pieces()
    {
        Assert.Equal(["first|end|", "second"], Run(
            """
            foreach ($piece in 'first', '|e', 'nd', '|sec', 'ond') { $a | Send-RawData $piece; $null = $b | Wait-RawSocket -Timeout 1000 }
            $a | Disconnect-RawSocket -Direction Send
            $b | Receive-RawData -Until '|end|' -AsString -Timeout 5000
            $b | Receive-RawData -Until '|end|' -AsString -Timeout 5000
            """).Lines());
    }

    [Fact]
    public void Until_takes_bytes()
    {
        Assert.Equal(["1 2 0"], Run("$a | Send-RawData ([byte[]] (1, 2, 0, 3)); \"$($b | Receive-RawData -Until ([byte[]] 0) -Timeout 5000)\"").Lines());
    }

    [Fact]
    public void Without_a_delimiter_in_time_nothing_is_lost()
    {
        Outcome outcome = Run(
            """
            $a | Send-RawData 'half'
            $b | Receive-RawData -Until "`n" -AsString -Timeout 50
            $b | Receive-RawData -AsString -Timeout 0
            """);
        Assert.StartsWith("recv,ETIMEDOUT", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("half", Assert.Single(outcome.Output).ToString());
    }

    [Fact]
    public void Without_a_delimiter_in_Size_bytes_it_is_an_error_and_nothing_is_lost()
    {
        Outcome outcome = Run(
            """
            $a | Send-RawData ('x' * 10000)
            $b | Receive-RawData -Until "`n" -Size 5000 -Timeout 5000
            ($b | Receive-RawData -Size 10000 -Exact -Timeout 5000).Length
            """);
        Assert.StartsWith("recv,EMSGSIZE", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("10000", Assert.Single(outcome.Output).ToString());
    }

    [Fact]
    public void Peek_leaves_the_bytes()
    {
        Assert.Equal(["hello", "hello"], Run(
            "$a | Send-RawData 'hello'; $b | Receive-RawData -Peek -AsString -Timeout 5000; $b | Receive-RawData -AsString -Timeout 5000").Lines());
    }

    [Fact]
    public void Flag_passes_other_flags()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $listener = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
            $client = New-RawSocket | Connect-RawSocket 127.0.0.1 $listener.LocalEndPoint.Port -PassThru
            $peer = $listener | Receive-RawConnection -Timeout 5000
            $client | Send-RawData 'hello'
            $null = $peer | Wait-RawSocket -Timeout 5000
            $peer | Receive-RawData -Flag Peek -AsString -Timeout 5000 -Verbose
            $client, $peer, $listener | Close-RawSocket
            """);
        Assert.Equal(["hello"], outcome.Lines());
        Assert.Contains(outcome.Verbose, static line => line.Contains("MSG_PEEK|MSG_DONTWAIT", StringComparison.Ordinal));
    }

    private static Outcome Run(string script)
    {
        using Engine engine = new();
        return engine.Run(Pair + script + Close);
    }
}
