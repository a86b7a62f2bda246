using System.Net;
using System.Net.NetworkInformation;

namespace RawSockets;

/// <summary>struct ip_mreq_source: group, the interface's address, source. It has no room for an index.</summary>
internal sealed class IPSourceMembershipCodec() : MembershipCodec(System.Net.Sockets.AddressFamily.InterNetwork, takesSource: true)
{
    protected override byte[] Encode(SocketOption option, MulticastGroup group)
    {
        byte[] bytes = new byte[12];
        group.Group.TryWriteBytes(bytes, out _);
        InterfaceAddress(option, group).TryWriteBytes(bytes.AsSpan(4), out _);
        group.Source!.TryWriteBytes(bytes.AsSpan(8), out _);
        return bytes;
    }

    private static IPAddress InterfaceAddress(SocketOption option, MulticastGroup group)
    {
        if (string.IsNullOrEmpty(group.Interface))
        {
            return IPAddress.Any;
        }

        if (group.Interface.Contains('.', StringComparison.Ordinal) && IPAddress.TryParse(group.Interface, out IPAddress? given))
        {
            return given;
        }

        string name = Interfaces.NameOf(InterfaceIndex(option, group));
        return NetworkInterface.GetAllNetworkInterfaces()
            .Where(candidate => candidate.Name == name)
            .SelectMany(static candidate => candidate.GetIPProperties().UnicastAddresses)
            .Select(static unicast => unicast.Address)
            .FirstOrDefault(static address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
            ?? throw Unfit(option, group, $"an interface that has an IPv4 address, which '{group.Interface}' has not");
    }
}
