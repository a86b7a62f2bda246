using CsCheck;

namespace RawSockets.Tests.Families;

/// <summary>The parsers of ancillary data take whatever bytes come.</summary>
public sealed class ControlMessageTests
{
    [Fact]
    public void Messages_come_back_as_they_were_written()
    {
        Gen.Select(Gen.Int, Gen.Int, Gen.Byte.Array[0, 40]).Array[0, 5].Sample(messages =>
        {
            byte[] control = new byte[messages.Sum(static m => ControlMessages.Space(m.Item3.Length))];
            int length = 0;
            foreach ((int level, int type, byte[] data) in messages)
            {
                length += ControlMessages.Write(control.AsSpan(length), level, type, data);
            }

            int index = 0;
            foreach (ControlMessage message in new ControlMessages(control.AsSpan(0, length)))
            {
                Assert.Equal(messages[index].Item1, message.Level);
                Assert.Equal(messages[index].Item2, message.Type);
                Assert.Equal(messages[index].Item3, message.Data.ToArray());
                index++;
            }

            Assert.Equal(messages.Length, index);
        });
    }

    [Fact]
    public void Malformed_ancillary_data_is_neither_a_crash_nor_endless()
    {
        // Lengths near the header's, levels and types that are known: the paths that take data apart are reached.
        Gen<byte[]> likely = Gen.Select(Gen.Long[0, 80], OneOf(0, 1, 17, 41, 263, 287), OneOf(1, 2, 8, 11, 16, 20, 25, 35, 37, 50, 52, 65, 67, 74, 104), Gen.Byte.Array[0, 64])
            .Select(static (length, level, type, rest) =>
                (byte[])[.. BitConverter.GetBytes(length), .. BitConverter.GetBytes(level), .. BitConverter.GetBytes(type), .. rest]);
        Gen.OneOf(Gen.Byte.Array[0, 200], likely).Sample(
            static bytes =>
            {
                int count = 0;
                foreach (ControlMessage _ in new ControlMessages(bytes))
                {
                    count++;
                }

                Assert.True(count <= bytes.Length / ControlMessages.HeaderLength);
                _ = DatagramReader.Read(bytes, new ReceivedLength(bytes.Length, false), bytes, bytes, System.Text.Encoding.UTF8).ToString();
                _ = ErrorQueueReader.Read(bytes, bytes, bytes)?.ToString();
                Assert.True(PassedDescriptors.Read(bytes).Count <= bytes.Length / sizeof(int));
            },
            iter: 100_000);
    }

    private static Gen<int> OneOf(params int[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
