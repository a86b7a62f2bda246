namespace RawSockets;

public sealed partial record SocketOption
{
    /// <summary>The protocol levels, getsockopt(2).</summary>
    internal static class Levels
    {
        internal const int IP = 0;
        internal const int Socket = 1;
        internal const int Tcp = 6;
        internal const int Udp = 17;
        internal const int Vsock = 40;
        internal const int IPv6 = 41;
        internal const int IcmpV6 = 58;
        internal const int Sctp = 132;
        internal const int UdpLite = 136;
        internal const int Raw = 255;
        internal const int Packet = 263;
        internal const int Netlink = 270;
        internal const int Tls = 282;
        internal const int Mptcp = 284;
    }
}
