namespace RawSockets.Tests;

public sealed class SocketOptionReadingTests
{
    // What the kernel tells only of some sockets, or only since some version: connected ones, TCP ones, newer ones.
    private static readonly HashSet<string> s_notEverywhere =
    [
        "SO_PEEK_OFF", "SO_BUSY_POLL", "SO_PASSCRED", "SO_ZEROCOPY", "SO_DEBUG", "IP_MTU", "IPV6_MTU", "IP_HDRINCL", "TCP_INQ", "TCP_TIMESTAMP",
    ];

    [Theory]
    [InlineData(AddressFamily.Inet, SocketType.Stream)]
    [InlineData(AddressFamily.Inet6, SocketType.Stream)]
    [InlineData(AddressFamily.Inet, SocketType.Dgram)]
    [InlineData(AddressFamily.Inet6, SocketType.Dgram)]
    public void Every_readable_option_that_fits_the_socket_is_listed(AddressFamily family, SocketType type)
    {
        using var socket = RawSocket.Open(family, type);
        IEnumerable<SocketOption> expected = SocketOption.All.Where(option =>
            option.Access.HasFlag(SocketOptionAccess.Read) && option.Name != "Error" && option.Fits(family, type, socket.Protocol));

        IReadOnlyList<SocketOptionReading> readings = SocketOptionReading.All(socket);

        HashSet<string> listed = [.. readings.Select(static reading => reading.Constant)];
        Assert.Empty(expected.Select(static option => option.Constant).Except(listed).Except(s_notEverywhere));
        Assert.Empty(listed.Except(expected.Select(static option => option.Constant)));
        Assert.Equal(listed.Count, readings.Count);
    }

    [Fact]
    public void A_reading_has_the_type_of_its_options_kind()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        Assert.All(SocketOptionReading.All(socket), static reading => Assert.IsType(
            reading.Option.Kind switch
            {
                SocketOptionKind.Boolean => typeof(bool),
                SocketOptionKind.Integer => typeof(int),
                SocketOptionKind.Linger => typeof(Linger),
                SocketOptionKind.Text => typeof(string),
                SocketOptionKind.Bytes => typeof(byte[]),
                _ => typeof(TimeSpan),
            },
            reading.Value));
    }

    [Fact]
    public void A_reading_shows_what_its_option_is()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        SocketOptionReading reading = SocketOptionReading.All(socket).Single(static reading => reading.Name == "ReuseAddress");

        Assert.Equal("SOL_SOCKET", reading.Level);
        Assert.Equal("SO_REUSEADDR", reading.Constant);
        Assert.Equal(SocketOption.Find("ReuseAddress")!.Description, reading.Description);
        Assert.Equal(false, reading.Value);
    }

    [Fact]
    public void Listing_all_leaves_a_pending_error_to_its_call()
    {
        using Refuser refuser = new();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream, nonBlocking: true);
        Refused.With("connect,EINPROGRESS", () => client.Connect(refuser.EndPoint));
        SocketWait.Any([client], PollEvents.Write, cancellationToken: Bounded.Token);

        SocketOptionReading.All(client);

        Assert.Equal(Errno.Numbers.ECONNREFUSED, client.GetOption(SocketOption.Find("Error")!));
        Assert.Equal(0, client.GetOption(SocketOption.Find("Error")!));
    }

    [Fact]
    public void A_closed_socket_is_not_an_empty_list()
    {
        var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        socket.Close();

        Refused.With("getsockopt,EBADF", () => SocketOptionReading.All(socket));
    }
}
