using System.Net;

namespace RawSockets.Tests.Options;

/// <summary>Listing every option changes nothing.</summary>
public sealed class ReadEffectTests
{
    [Fact]
    public void A_list_leaves_a_pending_error_where_it_is()
    {
        using RawSocket socket = OptionSockets.Open("tcp4");
        using RawSocket nobody = OptionSockets.Open("tcp4");
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.SetNonBlocking(true);
        _ = Assert.ThrowsAny<RawSocketException>(() => socket.Connect(nobody.LocalEndPoint!, 1000, TestContext.Current.CancellationToken));
        IReadOnlyList<SocketOptionReading> readings = socket.GetOptions();
        Assert.DoesNotContain(readings, static reading => reading.Option.HasReadEffect);
        Assert.True(readings.Count > 60, $"only {readings.Count}");
    }

    [Fact]
    public void A_list_opens_no_descriptor()
    {
        using UnixPair pair = UnixPair.Open();
        int before = Descriptors();
        IReadOnlyList<SocketOptionReading> readings = pair.Socket.GetOptions();
        Assert.Equal(before, Descriptors());
        Assert.Contains(readings, static reading => reading.Name == "PeerCredentials");
        Assert.DoesNotContain(readings, static reading => reading.Name is "Error" or "PeerProcessDescriptor");
    }

    [Theory]
    [InlineData("Error")]
    [InlineData("PeerProcessDescriptor")]
    [InlineData("PacketStatistics")]
    [InlineData("SavedSyn")]
    public void What_reading_changes_is_marked(string name) => Assert.True(OptionSockets.Option(name).HasReadEffect);

    // Other tests run beside this one; descriptors of theirs that come and go are not sockets of this pair's process descriptor.
    private static int Descriptors() => Directory.EnumerateFileSystemEntries("/proc/self/fd")
        .Count(static path => new FileInfo(path).LinkTarget is { } target && target.Contains("pidfd", StringComparison.Ordinal));
}
