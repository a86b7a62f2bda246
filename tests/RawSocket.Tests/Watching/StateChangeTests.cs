using System.Net;
using RawSockets.Diagnostics;
using RawSockets.Diagnostics.Watching;

namespace RawSockets.Tests.Watching;

/// <summary>Records of the event inet_sock_set_state, laid out as its file "format" says.</summary>
public sealed class StateChangeTests
{
    private const string Format =
        """
        name: inet_sock_set_state
        ID: 2287
        format:
        	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
        	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;
        	field:unsigned char common_preempt_count;	offset:3;	size:1;	signed:0;
        	field:int common_pid;	offset:4;	size:4;	signed:1;

        	field:const void * skaddr;	offset:8;	size:8;	signed:0;
        	field:int oldstate;	offset:16;	size:4;	signed:1;
        	field:int newstate;	offset:20;	size:4;	signed:1;
        	field:__u16 sport;	offset:24;	size:2;	signed:0;
        	field:__u16 dport;	offset:26;	size:2;	signed:0;
        	field:__u16 family;	offset:28;	size:2;	signed:0;
        	field:__u16 protocol;	offset:30;	size:2;	signed:0;
        	field:__u8 saddr[4];	offset:32;	size:4;	signed:0;
        	field:__u8 daddr[4];	offset:36;	size:4;	signed:0;
        	field:__u8 saddr_v6[16];	offset:40;	size:16;	signed:0;
        	field:__u8 daddr_v6[16];	offset:56;	size:16;	signed:0;
        """;

    private static readonly TraceFormat s_format = TraceFormat.Parse(Format);

    [Fact]
    public void It_has_the_event_s_number() => Assert.Equal(2287, s_format.Id);

    [Theory]
    [InlineData(AddressFamily.Inet, "127.0.0.1", "10.0.0.9")]
    [InlineData(AddressFamily.Inet6, "::1", "2001:db8::1")]
    public void Addresses_ports_and_states_are_read(AddressFamily family, string local, string remote)
    {
        StateChange change = StateChange.Read(5, Record(family, IPAddress.Parse(local), IPAddress.Parse(remote), flags: 0), s_format);
        Assert.Equal(
            new StateChange(
                5, 0xffff888138eedc80, 6, new IPEndPoint(IPAddress.Parse(local), 8080), new IPEndPoint(IPAddress.Parse(remote), 50000),
                TcpState.Established, TcpState.FinWait1, 4711, InProcess: true),
            change);
    }

    [Theory]
    [InlineData(0x10)]
    [InlineData(0x08)]
    public void What_a_packet_caused_is_not_laid_to_the_process_that_it_interrupted(byte flags) =>
        Assert.False(StateChange.Read(5, Record(AddressFamily.Inet, IPAddress.Loopback, IPAddress.Loopback, flags), s_format).InProcess);

    [Fact]
    public void A_short_record_is_refused() =>
        Assert.Throws<FormatException>(static () => StateChange.Read(5, Record(AddressFamily.Inet, IPAddress.Loopback, IPAddress.Loopback, 0).AsSpan(0, 30), s_format));

    private static byte[] Record(AddressFamily family, IPAddress local, IPAddress remote, byte flags)
    {
        byte[] record = new byte[72];
        record[2] = flags;
        BitConverter.TryWriteBytes(record.AsSpan(4), 4711);
        BitConverter.TryWriteBytes(record.AsSpan(8), 0xffff888138eedc80);
        BitConverter.TryWriteBytes(record.AsSpan(16), (int)TcpState.Established);
        BitConverter.TryWriteBytes(record.AsSpan(20), (int)TcpState.FinWait1);
        BitConverter.TryWriteBytes(record.AsSpan(24), (ushort)8080);
        BitConverter.TryWriteBytes(record.AsSpan(26), (ushort)50000);
        BitConverter.TryWriteBytes(record.AsSpan(28), (ushort)family);
        BitConverter.TryWriteBytes(record.AsSpan(30), (ushort)6);
        bool six = family == AddressFamily.Inet6;
        local.GetAddressBytes().CopyTo(record, six ? 40 : 32);
        remote.GetAddressBytes().CopyTo(record, six ? 56 : 36);
        return record;
    }
}
