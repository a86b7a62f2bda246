using Kind = RawSockets.SocketOptionKind;

namespace RawSockets;

/// <summary>An option's value to and from the bytes that the kernel takes.</summary>
internal static class SocketOptionValue
{
    private static readonly Dictionary<Kind, OptionCodec> s_codecs = new()
    {
        [Kind.Boolean] = new BooleanCodec(),
        [Kind.Integer] = new IntegerCodec(),
        [Kind.Unsigned] = new UnsignedCodec(),
        [Kind.Unsigned64] = new Unsigned64Codec(),
        [Kind.Seconds] = new DurationCodec(TimeSpan.TicksPerSecond, "seconds"),
        [Kind.Milliseconds] = new DurationCodec(TimeSpan.TicksPerMillisecond, "milliseconds"),
        [Kind.Microseconds] = new DurationCodec(TimeSpan.TicksPerMicrosecond, "microseconds"),
        [Kind.TimeVal] = new TimeValCodec(),
        [Kind.Linger] = new LingerCodec(),
        [Kind.Text] = new TextCodec(),
        [Kind.Bytes] = new BytesCodec(),
        [Kind.Errno] = new ErrnoCodec(),
        [Kind.AddressFamily] = new EnumCodec<AddressFamily>(),
        [Kind.SocketType] = new EnumCodec<SocketType>(),
        [Kind.Protocol] = new EnumCodec<ProtocolType>(),
        [Kind.PathMtuDiscovery] = new EnumCodec<PathMtuDiscovery>(),
        [Kind.Credentials] = new CredentialsCodec(),
        [Kind.Numbers] = new NumbersCodec(),
        [Kind.Bits] = new BitsCodec(),
        [Kind.Descriptor] = new DescriptorCodec(),
        [Kind.Memory] = new MemoryCodec(),
        [Kind.BufferLocks] = new EnumCodec<BufferLocks>(),
        [Kind.Timestamping] = new TimestampingCodec(),
        [Kind.TransmitTime] = new TransmitTimeCodec(),
        [Kind.Filter] = new FilterCodec(),
        [Kind.Action] = new ActionCodec(),
        [Kind.Membership] = new IPMembershipCodec(),
        [Kind.SourceMembership] = new IPSourceMembershipCodec(),
        [Kind.IPv6Membership] = new IPv6MembershipCodec(isAnycast: false),
        [Kind.IPv6Anycast] = new IPv6MembershipCodec(isAnycast: true),
        [Kind.GroupRequest] = new GroupRequestCodec(takesSource: false),
        [Kind.GroupSourceRequest] = new GroupRequestCodec(takesSource: true),
        [Kind.MulticastInterface] = new MulticastInterfaceCodec(),
        [Kind.InterfaceIndex] = new InterfaceIndexCodec(bigEndian: false),
        [Kind.InterfaceIndexBigEndian] = new InterfaceIndexCodec(bigEndian: true),
        [Kind.PortRange] = new PortRangeCodec(),
        [Kind.PathMtu] = new PathMtuCodec(),
        [Kind.TcpInfo] = new TcpInfoCodec(),
        [Kind.MptcpInfo] = new MptcpInfoCodec(),
        [Kind.PacketMembership] = new PacketMembershipCodec(),
        [Kind.PacketStatistics] = new PacketStatisticsCodec(),
    };

    /// <summary>How many bytes to read.</summary>
    internal static int ReadLength(SocketOption option) => s_codecs[option.Kind].ReadLength;

    /// <summary>What the option takes, for messages.</summary>
    internal static string Takes(SocketOption option) => s_codecs[option.Kind].Takes;

    /// <summary>Reads what getsockopt(2) gave.</summary>
    internal static object Decode(SocketOption option, ReadOnlySpan<byte> value) => s_codecs[option.Kind].Decode(value);

    /// <summary>Makes what setsockopt(2) takes.</summary>
    /// <exception cref="ArgumentException">The value is not of the option's type or out of its range.</exception>
    internal static byte[] Encode(SocketOption option, object? value) => s_codecs[option.Kind].Encode(option, value);
}
