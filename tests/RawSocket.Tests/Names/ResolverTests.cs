using System.Net;

namespace RawSockets.Tests.Names;

public class ResolverTests
{
    [Fact]
    public void Localhost_has_a_loopback_address_of_its_family()
    {
        IReadOnlyList<ResolvedAddress> results = Resolve(Query("localhost") with { AddressFamily = AddressFamily.Inet });

        ResolvedAddress result = Assert.Single(results);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 0), result.EndPoint);
        Assert.Equal((AddressFamily.Inet, SocketType.Stream, ProtocolType.Tcp), (result.AddressFamily, result.SocketType, result.Protocol));
        Assert.Equal("localhost", result.Name);
        Assert.Null(result.CanonicalName);
    }

    [Fact]
    public void Without_a_type_every_address_comes_once_for_each_type_in_the_order_of_the_C_library()
    {
        IReadOnlyList<ResolvedAddress> results = Resolve(new AddressQuery { Name = "127.0.0.1" });

        Assert.Equal([SocketType.Stream, SocketType.Dgram, SocketType.Raw], results.Select(static result => result.SocketType));
        Assert.Equal([ProtocolType.Tcp, ProtocolType.Udp, ProtocolType.Default], results.Select(static result => result.Protocol));
    }

    [Fact]
    public void Without_a_name_both_families_of_this_machine_come()
    {
        Assert.Equal(
            [new IPEndPoint(IPAddress.IPv6Loopback, 80), new IPEndPoint(IPAddress.Loopback, 80)],
            Sorted(new AddressQuery { Service = "80", SocketType = SocketType.Stream }));
        Assert.Equal(
            [new IPEndPoint(IPAddress.IPv6Any, 80), new IPEndPoint(IPAddress.Any, 80)],
            Sorted(new AddressQuery { Service = "80", SocketType = SocketType.Stream, Passive = true }));

        static IEnumerable<IPEndPoint> Sorted(AddressQuery query) =>
            Resolve(query).Select(static result => result.EndPoint).OrderByDescending(static endPoint => endPoint.AddressFamily);
    }

    [Theory]
    [InlineData("http", SocketType.Stream, 80)]
    [InlineData("domain", SocketType.Dgram, 53)]
    [InlineData("0", SocketType.Stream, 0)]
    [InlineData("65535", SocketType.Stream, 65535)]
    public void Service_names_and_numbers_give_the_port(string service, SocketType type, int port)
    {
        ResolvedAddress result = Assert.Single(Resolve(new AddressQuery { Name = "127.0.0.1", Service = service, SocketType = type }));

        Assert.Equal(port, result.Port);
        Assert.Equal(IPAddress.Loopback, result.Address);
    }

    [Fact]
    public void The_canonical_name_comes_with_every_result()
    {
        IReadOnlyList<ResolvedAddress> results = Resolve(new AddressQuery { Name = "localhost", CanonicalName = true });

        Assert.True(results.Count > 1);
        Assert.All(results, static result => Assert.Equal("localhost", result.CanonicalName));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::ffff:127.0.0.1", "::ffff:127.0.0.1")]
    [InlineData("127.1", "127.0.0.1")]
    [InlineData("fe80::1%lo", "fe80::1%1")]
    public void Numeric_forms_are_read_as_the_C_library_reads_them(string name, string address)
    {
        ResolvedAddress result = Assert.Single(Resolve(Query(name) with { Numeric = true }));

        Assert.Equal(IPAddress.Parse(address), result.Address);
    }

    [Fact]
    public void Mapped_addresses_come_when_asked_for()
    {
        AddressQuery query = Query("127.0.0.1") with { AddressFamily = AddressFamily.Inet6, V4Mapped = true };

        Assert.Equal(IPAddress.Parse("::ffff:127.0.0.1"), Assert.Single(Resolve(query)).Address);
    }

    [Theory]
    [InlineData("localhost", "nosuchservice", AddressFamily.Unspec, SocketType.Stream, ProtocolType.Default, "EAI_SERVICE")]
    [InlineData("localhost", "tftp", AddressFamily.Unspec, SocketType.Stream, ProtocolType.Default, "EAI_SERVICE")]
    [InlineData("127.0.0.1", null, AddressFamily.Inet6, SocketType.Stream, ProtocolType.Default, "EAI_ADDRFAMILY")]
    [InlineData("::1", null, AddressFamily.Inet, SocketType.Stream, ProtocolType.Default, "EAI_ADDRFAMILY")]
    [InlineData("localhost", null, AddressFamily.Unix, SocketType.Stream, ProtocolType.Default, "EAI_FAMILY")]
    [InlineData("localhost", null, AddressFamily.Unspec, SocketType.Stream, ProtocolType.Udp, "EAI_SOCKTYPE")]
    [InlineData(null, null, AddressFamily.Unspec, SocketType.Stream, ProtocolType.Default, "EAI_NONAME")]
    public void Errors_have_their_names(string? name, string? service, AddressFamily family, SocketType type, ProtocolType protocol, string error)
    {
        AddressQuery query = new() { Name = name, Service = service, AddressFamily = family, SocketType = type, Protocol = protocol };

        AddressInfoException exception = Assert.Throws<AddressInfoException>(() => Resolve(query));

        Assert.Equal($"getaddrinfo,{error}", exception.Identifier);
        Assert.Contains($"({error})", exception.Message, StringComparison.Ordinal);
        Assert.Equal(query, exception.Query);
    }

    [Fact]
    public void A_name_where_only_an_address_may_be_is_refused_without_a_look_up()
    {
        var exception = Assert.Throws<AddressInfoException>(() => Resolve(Query("localhost") with { Numeric = true }));

        Assert.Equal("getaddrinfo,EAI_NONAME", exception.Identifier);
        Assert.Contains("'localhost'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_too_long_says_how_long_it_is()
    {
        var exception = Assert.Throws<AddressInfoException>(() => Resolve(Query(new string('a', 5000)) with { Numeric = true }));

        Assert.Equal("getaddrinfo,EAI_NONAME", exception.Identifier);
        Assert.Contains("5000 characters", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Message.Length < 300);
    }

    [Fact]
    public void A_name_of_other_letters_is_spelled_in_ASCII_or_refused()
    {
        Assert.Equal("xn--bcher-kva.example", ResolverInput.ToAscii(Query("bücher.example")));
        var exception = Assert.Throws<AddressInfoException>(() => Resolve(Query("ü" + new string('a', 70) + ".example")));
        Assert.Equal("getaddrinfo,EAI_IDN_ENCODE", exception.Identifier);
    }

    [Theory]
    [InlineData("", "80", "Name")]
    [InlineData("local\0host", "80", "Name")]
    [InlineData("localhost", "", "Service")]
    [InlineData("localhost", "ht\0tp", "Service")]
    [InlineData("localhost", "65536", "Service")]
    [InlineData("localhost", "65616", "Service")]
    [InlineData("localhost", "-1", "Service")]
    [InlineData("localhost", "99999999999999999999999", "Service")]
    public void What_the_C_library_would_take_for_something_else_is_refused(string name, string service, string part)
    {
        var exception = Assert.Throws<ArgumentException>(() => Resolve(Query(name) with { Service = service }));

        Assert.Equal(part, exception.ParamName);
    }

    [Fact]
    public void The_call_is_traced_on_the_callers_thread()
    {
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            Resolve(Query("127.0.0.1") with { Service = "http", Numeric = true });
            Assert.Throws<AddressInfoException>(() => Resolve(Query("::1") with { AddressFamily = AddressFamily.Inet, Service = "80" }));
        }

        Assert.Equal(
            [
                "getaddrinfo(\"127.0.0.1\", \"http\", {ai_flags=AI_NUMERICHOST, ai_family=AF_UNSPEC, ai_socktype=SOCK_STREAM, ai_protocol=0}) = 0 (1 address)",
                "getaddrinfo(\"::1\", \"80\", {ai_flags=0, ai_family=AF_INET, ai_socktype=SOCK_STREAM, ai_protocol=0}) = EAI_ADDRFAMILY (Address family for hostname not supported)",
            ],
            lines);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.1", true)]
    [InlineData("256.1.1.1", true)]
    [InlineData("1.2.3.4.5", true)]
    [InlineData("0x7f.1", true)]
    [InlineData("1.2.3.4.", true)]
    [InlineData("::1", true)]
    [InlineData("::zz", true)]
    [InlineData("fe80::1%nosuch", true)]
    [InlineData("localhost", false)]
    [InlineData("7.example", false)]
    [InlineData("host1", false)]
    [InlineData("a.b.", false)]
    [InlineData("bücher.example", false)]
    public void Mistyped_addresses_are_told_from_names(string text, bool numeric) => Assert.Equal(numeric, Resolver.LooksNumeric(text));

    private static IReadOnlyList<ResolvedAddress> Resolve(AddressQuery query) =>
        Resolver.Resolve(query, 60_000, TestContext.Current.CancellationToken);

    private static AddressQuery Query(string name) => new() { Name = name, SocketType = SocketType.Stream };
}
