namespace RawSockets.Echo;

/// <summary>
/// RFC 864: lines of 72 of the 95 printable ASCII characters, each line beginning one character later than the one before. A
/// datagram is answered with some of them, 0 to 512.
/// </summary>
internal sealed class CharacterGeneratorService : Service
{
    private const int First = ' ';
    private const int Characters = 95;
    private const int LineLength = 72 + 2;
    private const int LongestDatagram = 512;

    // The pattern repeats after 95 lines; twice that, so that a turn's worth is one piece from any line on.
    private const int LinesPerTurn = Characters;
    private static readonly byte[] s_lines = Lines(2 * Characters);

    internal override bool Generates => true;

    internal override bool ReceivesWhilePending => true;

    internal override bool OutlivesInput => true;

    internal override void Receive(EventLoop loop, Client client, ReadOnlySpan<byte> data)
    {
    }

    internal override void Generate(EventLoop loop, Client client)
    {
        ClientExtra extra = client.More();
        int line = (int)(extra.Generated % Characters);
        extra.Generated += LinesPerTurn;
        loop.Send(client, s_lines.AsSpan(line * LineLength, LinesPerTurn * LineLength));
    }

    internal override int Answer(Span<byte> room, int length)
    {
        int count = Math.Min(Random.Shared.Next(LongestDatagram + 1), room.Length);
        s_lines.AsSpan(0, count).CopyTo(room);
        return count;
    }

    private static byte[] Lines(int count)
    {
        byte[] lines = new byte[count * LineLength];
        for (int line = 0; line < count; line++)
        {
            Span<byte> here = lines.AsSpan(line * LineLength, LineLength);
            for (int i = 0; i < LineLength - 2; i++)
            {
                here[i] = (byte)(First + ((line + i) % Characters));
            }

            "\r\n"u8.CopyTo(here[^2..]);
        }

        return lines;
    }
}
