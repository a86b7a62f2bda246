using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class NetworkNamespaceTests
{
    [Fact]
    public void Another_network_is_looked_into_and_the_threads_stay_where_they_are()
    {
        string here = Own();
        ThreadPrivileges.InNewNetwork(() =>
        {
            using RawSocket bound = Loopback.Udp();
            bound.Bind(new IPEndPoint(IPAddress.Any, 0));
            string there = Own();
            Assert.NotEqual(here, there);
            NetworkNamespace place = NetworkNamespace.Find($"/proc/self/task/{ThreadId()}/ns/net");
            Task.Run(() =>
            {
                SocketStateQuery query = new() { Protocols = [SocketProtocol.Udp] };
                Assert.Equal(Loopback.Port(bound), Assert.Single(new SocketStateReader(place).Read(query)).LocalPort);
                Assert.Equal(here, Own());
            }).GetAwaiter().GetResult();
            Assert.Equal(there, Own());
        });
    }

    [Fact]
    public void The_number_of_a_process_stands_for_its_network()
    {
        using RawSocket listener = Loopback.Listener();
        SocketStateReader reader = new(NetworkNamespace.Find($"{Environment.ProcessId}"));
        Assert.Single(reader.Read(new() { LocalPorts = [Loopback.Port(listener)] }));
    }

    [Theory]
    [InlineData("no such name", "statx,ENOENT")]
    [InlineData("999999999", "statx,ENOENT")]
    [InlineData("/no/such/path", "statx,ENOENT")]
    public void A_namespace_that_is_not_there_is_an_error(string name, string identifier) =>
        Assert.Contains(name, Loopback.Fails(identifier, () => NetworkNamespace.Find(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_no_namespace_is_an_error() =>
        Loopback.Fails("setns,EINVAL", static () => NetworkNamespace.Find("/proc/self/comm"));

    private static string Own() => new FileInfo($"/proc/self/task/{ThreadId()}/ns/net").LinkTarget!;

    private static int ThreadId() => int.Parse(Path.GetFileName(new FileInfo("/proc/thread-self").LinkTarget!), System.Globalization.CultureInfo.InvariantCulture);
}
