using CsCheck;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Whatever comes from the kernel's side, the reader gives rows or a RawSocketException, and ends.</summary>
public sealed class MalformedReplyTests
{
    private const int Buffers = 100_000;

    private static readonly Gen<byte[]> s_attributes = Gen.Select(
        Gen.OneOf(Gen.UShort[0, 25], Gen.UShort),
        Gen.Byte.Array[0, 24],
        Gen.OneOf(Gen.Const(-1), Gen.Int[0, 0xffff]),
        static (type, value, length) =>
        {
            byte[] attribute = Replies.Attribute(type, value);
            if (length >= 0)
            {
                BitConverter.TryWriteBytes(attribute, (ushort)length);
            }

            return attribute;
        });

    private static readonly Gen<byte[]> s_messages = Gen.Select(
        OneOf(20, 20, 20, 2, 3, 4, 1, 77),
        Gen.OneOf(s_attributes.Array[0, 5].Select(static parts => Replies.Inet(1, 80, attributes: Flat(parts))),
            s_attributes.Array[0, 5].Select(static parts => Replies.Unix(Flat(parts))),
            Gen.Byte.Array[0, 90]),
        OneOf(2, 2, 0x12, 0),
        Gen.OneOf(Gen.Const(-1L), Gen.Long[0, uint.MaxValue], Gen.Long[0, 200]),
        static (type, body, flags, length) =>
        {
            byte[] message = Replies.Message(type, body, flags);
            if (length >= 0)
            {
                BitConverter.TryWriteBytes(message, (uint)length);
            }

            return message;
        });

    // Whole messages with wrong parts get deeper than noise does; both are then cut, and bytes of them changed.
    private static readonly Gen<byte[]> s_datagrams = Gen.Select(
        Gen.OneOf(s_messages.Array[0, 4].Select(Flat), s_messages.Array[0, 4].Select(Flat), Gen.Byte.Array[0, 200]),
        Gen.OneOf(Gen.Const(int.MaxValue), Gen.Int[0, 300]),
        Gen.Select(Gen.Int[0, 400], Gen.Byte, static (at, value) => (at, value)).Array[0, 3],
        static (whole, length, changes) =>
        {
            byte[] datagram = whole[..Math.Min(length, whole.Length)];
            foreach ((int at, byte value) in changes.Where(change => change.at < datagram.Length))
            {
                datagram[at] = value;
            }

            return datagram;
        });

    private static Gen<ushort> OneOf(params ushort[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static byte[] Flat(byte[][] parts) => [.. parts.SelectMany(static part => part)];

    [Fact]
    public void Replies_of_internet_sockets_never_break_the_reader() => Check(InetDiagReader.For(ProtocolType.Tcp));

    [Fact]
    public void Replies_of_unix_sockets_never_break_the_reader() => Check<UnixSocketEntry>(UnixDiagReader.Read);

    private static void Check<T>(DiagRowReader<T> reader)
    {
        int rows = 0;
        int errors = 0;
        s_datagrams.Sample(
            datagram =>
            {
                List<T> found = [];
                try
                {
                    DiagReply.Parse(datagram, reader, found);

                    // A row takes a header and more, so there can't be more rows than that.
                    Assert.True(found.Count * 16 <= datagram.Length);
                    Interlocked.Add(ref rows, found.Count);
                }
                catch (RawSocketException exception)
                {
                    Assert.Equal("sock_diag", exception.SystemCall);
                    Interlocked.Increment(ref errors);
                }
            },
            iter: Buffers);

        // Otherwise the generator would have missed one of the two.
        Assert.InRange(errors, Buffers / 10, Buffers);
        Assert.True(rows > Buffers / 10, $"{rows} rows");
    }
}
