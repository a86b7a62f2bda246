using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>What the kernel's structs of group memberships have in common: a group, perhaps a source, and an interface.</summary>
internal abstract class MembershipCodec(System.Net.Sockets.AddressFamily? family, bool takesSource) : OptionCodec
{
    /// <summary>Whether the address must be a multicast group's.</summary>
    protected virtual bool MustBeGroup => true;

    internal override string Takes
    {
        get
        {
            string example = family == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "ff02::fb" : takesSource ? "232.1.2.3" : "239.1.2.3";
            string what = MustBeGroup ? "multicast group" : "anycast address";
            return $"an {Version}{what} and an interface, such as '{(takesSource ? "10.0.0.1@" : "")}{example}%eth0' or a MulticastGroup";
        }
    }

    private string Version => family switch
    {
        System.Net.Sockets.AddressFamily.InterNetwork => "IPv4 ",
        System.Net.Sockets.AddressFamily.InterNetworkV6 => "IPv6 ",
        _ => "IP ",
    };

    internal override object Decode(ReadOnlySpan<byte> value) => value.ToArray();

    internal override byte[] Encode(SocketOption option, object? value)
    {
        MulticastGroup group = value switch
        {
            MulticastGroup given => given,
            IPAddress address => new MulticastGroup(address),
            string text when MulticastGroup.TryParse(text, out MulticastGroup? parsed) => parsed,
            _ => throw Unfit(option, value),
        };
        bool fits = (family is null || group.Group.AddressFamily == family)
            && group.IsMulticast == MustBeGroup
            && group.Source is not null == takesSource
            && (group.Source is null || group.Source.AddressFamily == group.Group.AddressFamily);
        return fits ? Encode(option, group) : throw Unfit(option, value);
    }

    protected abstract byte[] Encode(SocketOption option, MulticastGroup group);

    protected static int InterfaceIndex(SocketOption option, MulticastGroup group)
    {
        if (string.IsNullOrEmpty(group.Interface) && group.Group.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return (int)group.Group.ScopeId;
        }

        return Interfaces.IndexOf(group.Interface ?? "")
            ?? throw Unfit(option, group, $"the name, index or address of an interface behind the %, which '{group.Interface}' is not");
    }

    protected static void WriteSocketAddress(IPAddress address, Span<byte> destination) =>
        SocketAddress.Write(new IPEndPoint(Unscoped(address), 0), destination);

    protected static void WriteInt(Span<byte> destination, int value) => MemoryMarshal.Write(destination, value);

    private static IPAddress Unscoped(IPAddress address) => new(address.GetAddressBytes());
}
