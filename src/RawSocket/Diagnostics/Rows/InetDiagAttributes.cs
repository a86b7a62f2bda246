using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>The attributes of an internet socket that cost the kernel nothing, so that every row has them.</summary>
internal struct InetDiagAttributes
{
    internal byte? Shutdown { get; private set; }

    internal byte? Protocol { get; private set; }

    internal bool? IPv6Only { get; private set; }

    internal uint? Mark { get; private set; }

    internal ulong? Cgroup { get; private set; }

    /// <exception cref="RawSocketException">An attribute is cut off: sock_diag,EBADMSG.</exception>
    internal static InetDiagAttributes Read(NetlinkAttributes attributes)
    {
        InetDiagAttributes read = default;
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case InetDiagMessage.ShutdownAttribute:
                    read.Shutdown = attributes.Read<byte>();
                    break;
                case InetDiagMessage.ProtocolAttribute:
                    read.Protocol = attributes.Read<byte>();
                    break;
                case InetDiagMessage.IPv6OnlyAttribute:
                    read.IPv6Only = attributes.Read<byte>() != 0;
                    break;
                case InetDiagMessage.MarkAttribute:
                    read.Mark = attributes.Read<uint>();
                    break;
                case InetDiagMessage.CgroupAttribute:
                    read.Cgroup = attributes.Read<ulong>();
                    break;
            }
        }

        return read;
    }
}
