using CsCheck;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Whatever comes from the kernel's side, the reader gives rows or a RawSocketException, and ends.</summary>
public sealed class MalformedReplyTests
{
    private const int Buffers = 100_000;

    private static readonly SocketStateReader s_reader = new();

    private static readonly Gen<byte[]> s_attributes = Gen.Select(
        Gen.OneOf(Gen.UShort[12, 25], Gen.UShort[0, 25], Gen.UShort),
        Gen.OneOf(Gen.Byte.Array[8], Gen.Byte.Array[8], Gen.Byte.Array[0, 24]),
        Sometimes(-1, Gen.Int[0, 0xffff]),
        static (type, value, length) =>
        {
            byte[] attribute = Replies.Attribute(type, value);
            if (length >= 0)
            {
                BitConverter.TryWriteBytes(attribute, (ushort)length);
            }

            return attribute;
        });

    private static Gen<byte[]> Messages(Func<byte[], byte[]> row) => Gen.Select(
        OneOf(20, 20, 20, 20, 20, 2, 3, 4, 1, 77),
        s_attributes.Array[0, 4].Select(parts => row(Flat(parts))).SelectMany(body => Sometimes(body, Gen.Byte.Array[0, 90])),
        OneOf(2, 2, 0x12, 0),
        Sometimes(-1L, Gen.OneOf(Gen.Long[0, uint.MaxValue], Gen.Long[0, 200])),
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
    private static Gen<byte[]> Datagrams(Gen<byte[]> messages) => Gen.Select(
        Gen.OneOf(messages.Array[1, 4].Select(Flat), messages.Array[1, 4].Select(Flat), Gen.Byte.Array[0, 200]),
        Sometimes(int.MaxValue, Gen.Int[0, 300]),
        Sometimes([], Gen.Select(Gen.Int[0, 400], Gen.Byte, static (at, value) => (at, value)).Array[1, 3]),
        static (whole, length, changes) =>
        {
            byte[] datagram = whole[..Math.Min(length, whole.Length)];
            foreach ((int at, byte value) in changes.Where(change => change.at < datagram.Length))
            {
                datagram[at] = value;
            }

            return datagram;
        });

    // Mostly the right value, so that what is wrong is met at every depth.
    private static Gen<T> Sometimes<T>(T usual, Gen<T> otherwise) =>
        Gen.Int[0, 9].SelectMany(chance => chance < 8 ? Gen.Const(usual) : otherwise);

    private static Gen<ushort> OneOf(params ushort[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static byte[] Flat(byte[][] parts) => [.. parts.SelectMany(static part => part)];

    [Fact]
    public void Replies_of_internet_sockets_never_break_the_reader() =>
        Check(InetDiagReader.For(s_reader, SocketProtocol.Tcp, detailed: true), static attributes => Replies.Inet(1, 80, attributes: attributes));

    [Fact]
    public void Replies_of_unix_sockets_never_break_the_reader() => Check(UnixDiagReader.For(s_reader), Replies.Unix);

    private static void Check<T>(DiagRowReader<T> reader, Func<byte[], byte[]> row)
    {
        int rows = 0;
        int errors = 0;
        Datagrams(Messages(row)).Sample(
            datagram =>
            {
                List<T> found = [];
                try
                {
                    DiagReply.Parse(datagram, reader, found);
                }
                catch (RawSocketException exception)
                {
                    Assert.Equal("sock_diag", exception.SystemCall);
                    Interlocked.Increment(ref errors);
                }

                // A row takes a header and more, so there can't be more rows than that.
                Assert.True(found.Count * 16 <= datagram.Length);
                Interlocked.Add(ref rows, found.Count);
            },
            iter: Buffers);

        // Otherwise the generator would have missed one of the two.
        Assert.InRange(errors, Buffers / 10, Buffers);
        Assert.True(rows > Buffers / 10, $"{rows} rows");
    }
}
