namespace RawSockets.Tests;

public sealed class RawSocketExceptionTests
{
    [Fact]
    public void It_names_the_call_the_address_the_error_and_what_it_means()
    {
        var exception = new RawSocketException("bind", new Errno(98), Loopback.Address(port: 80), "another server runs");

        Assert.Equal("bind 127.0.0.1:80: Address already in use (EADDRINUSE); another server runs.", exception.Message);
        Assert.Equal("bind,EADDRINUSE", exception.Identifier);
        Assert.Equal(98, exception.HResult);
        Assert.Equal(Loopback.Address(port: 80), exception.EndPoint);
    }

    [Fact]
    public void Without_address_and_meaning_it_names_call_and_error()
    {
        Assert.Equal("recv: Bad file descriptor (EBADF).", new RawSocketException("recv", new Errno(9)).Message);
    }

    [Fact]
    public void A_timeout_tells_the_time_and_what_was_transferred()
    {
        RawSocketException exception = RawSocketException.TimedOut("send", 250, Loopback.Address(port: 7), transferred: 12);

        Assert.Equal("send,ETIMEDOUT", exception.Identifier);
        Assert.Contains("250 ms", exception.Message, StringComparison.Ordinal);
        Assert.Equal(12, exception.BytesTransferred);
    }

    [Fact]
    public void It_is_caught_as_an_input_output_error()
    {
        IOException caught = Assert.ThrowsAny<IOException>(static () => RawSocket.Open((AddressFamily)255, SocketType.Stream));

        Assert.Contains("EAFNOSUPPORT", caught.Message, StringComparison.Ordinal);
    }
}
