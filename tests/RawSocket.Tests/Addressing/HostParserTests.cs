using System.Net;

namespace RawSockets.Tests.Addressing;

/// <summary>A host's name and a port from one text.</summary>
public sealed class HostParserTests
{
    [Theory]
    [InlineData("localhost:8080", "localhost", 8080)]
    [InlineData("example.org:0", "example.org", 0)]
    [InlineData("my_service:65535", "my_service", 65535)]
    [InlineData("bücher.example:80", "bücher.example", 80)]
    [InlineData("a-b.c:7", "a-b.c", 7)]
    public void A_name_with_a_port_is_read(string text, string host, int port)
    {
        Assert.True(EndPointParser.TryParseHost(text, out DnsEndPoint? endPoint));
        Assert.Equal((host, port), (endPoint.Host, endPoint.Port));
        Assert.False(EndPointParser.TryParse(text, out EndPoint? _), "Only one of both may read it.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData(":80")]
    [InlineData("localhost:")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:-1")]
    [InlineData("localhost:no-such-service")]
    [InlineData("local host:80")]
    [InlineData("http://localhost:80")]
    [InlineData("[localhost]:80")]
    [InlineData("user@localhost:80")]
    [InlineData("a:b:80")]
    [InlineData("/run/x:80")]
    [InlineData("vsock:80")]
    [InlineData("unix:80")]
    [InlineData("127.0.0.1:80")]
    [InlineData("127.1:80")]
    [InlineData("256.0.0.1:80")]
    [InlineData("[::1]:80")]
    [InlineData("nul\0l:80")]
    public void What_is_no_name_with_a_port_is_not(string? text) => Assert.False(EndPointParser.TryParseHost(text, out _));
}
