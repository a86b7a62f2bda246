using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Client;

/// <summary>-AsByteStream: no lines, no text.</summary>
public sealed class ByteStreamTests
{
    [Theory]
    [InlineData(", $bytes")]
    [InlineData("$bytes")]
    [InlineData("$bytes[0..99], $bytes[100..($bytes.Length - 1)]")]
    public void Bytes_come_back_as_arrays(string input)
    {
        byte[] bytes = new byte[3000];
        new Random(3).NextBytes(bytes);
        using Engine engine = new();
        engine.Set("bytes", bytes);
        Outcome outcome = engine.Run(
            $"$server = Start-EchoServer; {input} | Connect-EchoClient -Port $server.LocalEndPoint.Port -AsByteStream; $server | Stop-EchoServer").Succeeded();
        Assert.Equal(bytes, outcome.Output.SelectMany(static part => Assert.IsType<byte[]>(part.BaseObject)));
    }

    [Fact]
    public void Much_at_once_does_not_lock_up()
    {
        byte[] bytes = new byte[64 * 1024 * 1024];
        new Random(4).NextBytes(bytes);
        using Engine engine = new();
        engine.Set("bytes", bytes);
        Outcome outcome = engine.Run(
            "$server = Start-EchoServer; , $bytes | Connect-EchoClient -Port $server.LocalEndPoint.Port -AsByteStream; $server | Stop-EchoServer").Succeeded();
        using MemoryStream all = new();
        foreach (var part in outcome.Output)
        {
            all.Write((byte[])part.BaseObject);
        }

        Assert.True(bytes.AsSpan().SequenceEqual(all.GetBuffer().AsSpan(0, (int)all.Length)));
    }

    [Fact]
    public void Text_goes_out_without_a_newline()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            "$server = Start-EchoServer; 'ab', 'c' | Connect-EchoClient -Port $server.LocalEndPoint.Port -AsByteStream; $server | Stop-EchoServer").Succeeded();
        Assert.Equal("abc"u8.ToArray(), outcome.Output.SelectMany(static part => (byte[])part.BaseObject));
    }
}
