using System.Text;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

public sealed class EncodingTests
{
    private const string Text = "Grüße, 世界 🌍";

    private const string Connect =
        """
        $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
        $peer = $listener | Receive-RawConnection -Timeout 1000
        """;

    public static TheoryData<string, string, Encoding> Known => new()
    {
        { "utf8", Text, Encoding.UTF8 },
        { "utf8NoBOM", Text, Encoding.UTF8 },
        { "unicode", Text, Encoding.Unicode },
        { "bigendianunicode", Text, Encoding.BigEndianUnicode },
        { "utf32", Text, Encoding.UTF32 },
        { "latin1", "Grüße", Encoding.Latin1 },
        { "iso-8859-1", "Grüße", Encoding.Latin1 },
        { "ascii", "plain", Encoding.ASCII },
        { "65001", Text, Encoding.UTF8 },
    };

    [Theory]
    [MemberData(nameof(Known), DisableDiscoveryEnumeration = true)]
    public void Text_goes_out_in_it_and_comes_back_in_it(string name, string text, Encoding encoding)
    {
        using Engine engine = new();
        engine.Set("text", text);
        Outcome outcome = engine.Run(Connect +
            $$"""

            $client | Send-RawData -Data $text -Encoding {{name}}
            $client | Send-RawData -Data $text -Encoding {{name}}
            , ($peer | Receive-RawData -Size {{encoding.GetByteCount(text)}} -Exact -Timeout 1000)
            $peer | Receive-RawData -AsString -Encoding {{name}} -Timeout 1000
            Get-RawSocket | Close-RawSocket
            """).Succeeded();
        Assert.Equal(encoding.GetBytes(text), Assert.IsType<byte[]>(outcome.Output[0].BaseObject));
        Assert.Equal(text, outcome.Output[1].ToString());
    }

    [Fact]
    public void An_encoding_object_is_taken_too()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            """

            $client | Send-RawData -Data 'aß' -Encoding ([System.Text.Encoding]::Latin1)
            $peer | Receive-RawData
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal([(byte)'a', 0xdf], outcome.Single<byte[]>());
    }

    [Fact]
    public void Text_without_bytes_in_the_encoding_is_an_error_and_not_a_question_mark()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            """

            $client | Send-RawData -Data 'ä' -Encoding ascii
            Get-RawSocket | Close-RawSocket
            """);
        Assert.StartsWith("NotEncodable,Data", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    public static TheoryData<string, Encoding> Torn => new()
    {
        { "utf8", Encoding.UTF8 },
        { "unicode", Encoding.Unicode },
        { "bigendianunicode", Encoding.BigEndianUnicode },
        { "utf32", Encoding.UTF32 },
    };

    [Theory]
    [MemberData(nameof(Torn), DisableDiscoveryEnumeration = true)]
    public void AsString_never_tears_a_character_wherever_the_stream_is_cut(string name, Encoding encoding)
    {
        using Engine engine = new();
        engine.Set("bytes", encoding.GetBytes(Text));
        Outcome outcome = engine.Run(Connect +
            $$"""

            $all = ''
            foreach ($byte in $bytes) {
                $client | Send-RawData -Data $byte
                $ready = $peer | Wait-RawSocket -Timeout 1000
                $null = $peer | Set-RawSocketFlag -NonBlocking $true
                $all += $peer | Receive-RawData -AsString -Encoding {{name}} -ErrorAction Ignore
            }
            $all
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal(Text, outcome.Single<string>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void AsString_never_tears_a_character_however_small_the_size(int size)
    {
        using Engine engine = new();
        engine.Set("text", Text);
        Outcome outcome = engine.Run(Connect +
            $$"""

            $client | Send-RawData -Data $text
            $client | Disconnect-RawSocket -Direction Send
            $all = ''
            while (($part = $peer | Receive-RawData -Size {{size}} -AsString)) { $all += $part }
            $all
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal(Text, outcome.Single<string>());
    }

    [Fact]
    public void AsString_with_Exact_does_not_tear_a_character_either()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            """

            $client | Send-RawData -Data 'aäb'
            $client | Disconnect-RawSocket -Direction Send
            $all = ''
            while (($part = $peer | Receive-RawData -Size 2 -Exact -AsString)) { $all += $part }
            $all
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal("aäb", outcome.Single<string>());
    }

    [Fact]
    public void A_character_of_several_bytes_in_a_national_encoding_is_not_torn()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using Engine engine = new();
        engine.Set("bytes", Encoding.GetEncoding("gb18030").GetBytes("世界"));
        Outcome outcome = engine.Run(Connect +
            """

            $all = ''
            $null = $peer | Set-RawSocketFlag -NonBlocking $true
            foreach ($byte in $bytes) {
                $client | Send-RawData -Data $byte
                $ready = $peer | Wait-RawSocket -Timeout 1000
                $all += $peer | Receive-RawData -AsString -Encoding gb18030 -ErrorAction Ignore
            }
            $all
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal("世界", outcome.Single<string>());
    }

    [Fact]
    public void The_end_of_the_stream_shows_an_incomplete_character_as_such()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Connect +
            """

            $client | Send-RawData -Data ([byte[]] (0x61, 0xe4, 0xb8))
            $client | Disconnect-RawSocket -Direction Send
            $peer | Receive-RawData -AsString
            $peer | Receive-RawData -AsString
            ($peer | Receive-RawData -AsString).Length
            Get-RawSocket | Close-RawSocket
            """);
        Assert.Equal(["a", "\uFFFD", "0"], outcome.Lines());
    }
}
