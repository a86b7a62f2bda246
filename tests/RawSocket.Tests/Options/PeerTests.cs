using System.Globalization;

namespace RawSockets.Tests.Options;

/// <summary>What a Unix socket knows of its peer.</summary>
public sealed class PeerTests
{
    [Fact]
    public void Credentials_are_those_of_this_process()
    {
        using UnixPair pair = UnixPair.Open();
        PeerCredentials credentials = Assert.IsType<PeerCredentials>(pair.Socket.GetOption(OptionSockets.Option("PeerCredentials")));
        Assert.Equal(Environment.ProcessId, credentials.ProcessId);
        Assert.Equal(Status("Uid:")[1], credentials.UserId);
        Assert.Equal(Status("Gid:")[1], credentials.GroupId);
    }

    [Fact]
    public void Groups_are_those_of_this_process()
    {
        using UnixPair pair = UnixPair.Open();
        int[] groups = Assert.IsType<int[]>(pair.Socket.GetOption(OptionSockets.Option("PeerGroups")));
        Assert.Equal(Status("Groups:").Order(), groups.Order());
    }

    [Fact]
    public void An_unconnected_socket_has_no_peer()
    {
        using RawSocket socket = OptionSockets.Open("unix");
        Assert.Equal(new PeerCredentials(0, -1, -1), socket.GetOption(OptionSockets.Option("PeerCredentials")));
    }

    [Fact]
    public void A_process_descriptor_is_owned_and_closed()
    {
        using UnixPair pair = UnixPair.Open();
        SafeDescriptor descriptor;
        try
        {
            descriptor = Assert.IsType<SafeDescriptor>(pair.Socket.GetOption(OptionSockets.Option("PeerProcessDescriptor")));
        }
        catch (RawSocketException exception) when (exception.Errno.Name == "ENOPROTOOPT")
        {
            Assert.Skip("SO_PEERPIDFD is not in this kernel");
            return;
        }

        string info = $"/proc/self/fdinfo/{descriptor.DangerousGetHandle()}";
        Assert.Contains($"Pid:\t{Environment.ProcessId}\n", File.ReadAllText(info), StringComparison.Ordinal);
        descriptor.Dispose();
        Assert.True(descriptor.IsClosed);
    }

    private static int[] Status(string key) => [.. File.ReadLines("/proc/self/status")
        .Single(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..]
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
}
