using RawSockets.Engine;

namespace RawSockets.Handlers;

/// <summary>
/// RFC 864: lines of 72 of the 95 printable ASCII characters, each line beginning one character later than the one before, for as long
/// as the peer takes them; what it sends is thrown away.
/// </summary>
internal sealed class CharacterGeneratorHandler : ConnectionHandler
{
    private const int First = ' ';
    private const int Characters = 95;
    private const int LineLength = 72 + 2;

    // The pattern repeats after 95 lines; so a turn's worth is always the same piece.
    private static readonly byte[] s_lines = Lines(Characters);

    internal static ReadOnlySpan<byte> Pattern => s_lines;

    internal override bool ReceivesWhilePending => true;

    internal override void Opened(Connection connection) => connection.WantWritable();

    internal override void Received(Connection connection, ReadOnlySpan<byte> data)
    {
    }

    internal override void Writable(Connection connection) => connection.Send(s_lines);

    // A peer that sends no more may take lines all the same.
    internal override void InputEnded(Connection connection)
    {
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

/// <summary>The service of <see cref="CharacterGeneratorHandler"/>. A datagram is answered with some of the characters, 0 to 512.</summary>
internal sealed class CharacterGeneratorService : Service
{
    private const int LongestDatagram = 512;
    private readonly CharacterGeneratorHandler _handler = new();

    internal override ConnectionHandler HandlerFor(Connection connection) => _handler;

    internal override int Answer(Span<byte> room, int length)
    {
        int count = Math.Min(Random.Shared.Next(LongestDatagram + 1), room.Length);
        CharacterGeneratorHandler.Pattern[..count].CopyTo(room);
        return count;
    }
}
