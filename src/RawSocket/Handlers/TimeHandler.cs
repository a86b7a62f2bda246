using System.Buffers.Binary;
using RawSockets.Engine;

namespace RawSockets.Handlers;

/// <summary>RFC 868: the seconds since the year 1900 in four bytes, and then the end.</summary>
internal sealed class TimeHandler : ConnectionHandler
{
    internal override void Opened(Connection connection)
    {
        Span<byte> time = stackalloc byte[sizeof(uint)];
        TimeService.Write(time);
        connection.Send(time);
        connection.CloseWhenSent(DisconnectCause.Answered);
    }

    internal override void Received(Connection connection, ReadOnlySpan<byte> data)
    {
    }
}

/// <summary>The service of <see cref="TimeHandler"/>. Any datagram is answered with the time.</summary>
internal sealed class TimeService : Service
{
    private static readonly DateTimeOffset s_begin = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TimeHandler _handler = new();

    internal static void Write(Span<byte> room) =>
        BinaryPrimitives.WriteUInt32BigEndian(room, (uint)(long)(DateTimeOffset.UtcNow - s_begin).TotalSeconds);

    internal override ConnectionHandler HandlerFor(Connection connection) => _handler;

    internal override int Answer(Span<byte> room, int length)
    {
        Write(room);
        return sizeof(uint);
    }
}
