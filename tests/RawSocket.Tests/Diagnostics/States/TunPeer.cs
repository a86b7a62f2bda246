using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using RawSockets.Interop;

namespace RawSockets.Tests.Diagnostics;

/// <summary>
/// A machine at 10.9.9.2 behind a TUN device of the calling thread's network, that speaks TCP only as far as a test tells it to. So the
/// kernel's sockets stay in states that two well-behaved ends pass in microseconds.
/// </summary>
internal sealed partial class TunPeer : IDisposable
{
    internal const byte Fin = 1;
    internal const byte Syn = 2;
    internal const byte Ack = 16;

    private const int TunSetInterface = 0x400454ca;
    private const short TunWithoutHeader = 0x1001;
    private const int IpHeader = 20;
    private const int TcpHeader = 20;
    private const uint FirstSequence = 1000;

    private readonly SafeDescriptor _device;
    private ushort _nextPort = 20000;

    private TunPeer(SafeDescriptor device) => _device = device;

    internal static IPAddress Here { get; } = IPAddress.Parse("10.9.9.1");

    internal static IPAddress There { get; } = IPAddress.Parse("10.9.9.2");

    internal static TunPeer Open()
    {
        Assert.SkipUnless(File.Exists("/dev/net/tun") && File.Exists("/usr/sbin/ip"), "there is no /dev/net/tun, or no ip(8)");
        int device = NativeOpen("/dev/net/tun", 2);
        Assert.SkipUnless(device >= 0, "/dev/net/tun can't be opened");
        TunPeer peer = new(new SafeDescriptor(device));
        byte[] request = new byte[40];
        Encoding.ASCII.GetBytes("tun0", request);
        BitConverter.TryWriteBytes(request.AsSpan(16), TunWithoutHeader);
        Assert.True(NativeIoctl(device, TunSetInterface, request) >= 0);
        Ip("link set lo up");
        Ip("address add 10.9.9.1/24 dev tun0");
        Ip("link set tun0 up");
        return peer;
    }

    public void Dispose() => _device.Dispose();

    /// <summary>Asks for a connection and, if wished, completes it.</summary>
    internal Connection Connect(int port, bool complete = true)
    {
        Connection connection = new(this, _nextPort++, (ushort)port);
        connection.Send(Syn);
        connection.Await(Syn | Ack);
        if (complete)
        {
            connection.Send(Ack);
        }

        return connection;
    }

    private static void Ip(string arguments)
    {
        using Process process = Process.Start("/usr/sbin/ip", arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private (byte Flags, uint Sequence) Receive(ushort from, ushort to)
    {
        byte[] packet = new byte[2048];
        using SafeDescriptor.Lease lease = _device.Use();
        while (true)
        {
            Assert.NotEqual(PollEvents.None, ReadinessWait.One(lease.Number, PollEvents.Read, Deadline.After(5000), CancellationToken.None));
            int length = Sys.Read(lease.Number, packet);
            Span<byte> tcp = packet.AsSpan(IpHeader);
            if (length >= IpHeader + TcpHeader && packet[0] == 0x45 && packet[9] == 6
                && BinaryPrimitives.ReadUInt16BigEndian(tcp) == from && BinaryPrimitives.ReadUInt16BigEndian(tcp[2..]) == to)
            {
                return (tcp[13], BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]));
            }
        }
    }

    private void Send(ushort from, ushort to, byte flags, uint sequence, uint acknowledged)
    {
        byte[] packet = new byte[IpHeader + TcpHeader];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = 6;
        There.TryWriteBytes(packet.AsSpan(12), out _);
        Here.TryWriteBytes(packet.AsSpan(16), out _);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Checksum(packet.AsSpan(0, IpHeader), 0));
        Span<byte> tcp = packet.AsSpan(IpHeader);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, from);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], to);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], acknowledged);
        tcp[12] = TcpHeader / 4 << 4;
        tcp[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 60000);

        // The addresses, the protocol and the length count too: the pseudo header.
        uint pseudo = 6 + TcpHeader;
        for (int i = 12; i < IpHeader; i += 2)
        {
            pseudo += BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(i));
        }

        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(tcp, pseudo));
        using SafeDescriptor.Lease lease = _device.Use();
        Assert.Equal(packet.Length, Sys.Write(lease.Number, packet));
    }

    private static ushort Checksum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (int i = 0; i < bytes.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        }

        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~((sum & 0xffff) + (sum >> 16));
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int NativeIoctl(int fd, nint request, [In] byte[] argument);

    /// <summary>The peer's end of one connection.</summary>
    internal sealed class Connection(TunPeer peer, ushort from, ushort to)
    {
        private uint _sequence = FirstSequence;
        private uint _acknowledged;

        internal int Port => from;

        internal void Send(byte flags)
        {
            peer.Send(from, to, flags, _sequence, _acknowledged);
            _sequence += (uint)((flags & (Syn | Fin)) != 0 ? 1 : 0);
        }

        /// <summary>Waits for a packet with these flags. What follows acknowledges it, unless it is left out.</summary>
        internal void Await(byte flags, bool acknowledge = true)
        {
            while (true)
            {
                (byte came, uint sequence) = peer.Receive(to, from);
                if ((came & flags) == flags)
                {
                    _acknowledged = acknowledge ? sequence + 1 : _acknowledged;
                    return;
                }
            }
        }
    }
}
