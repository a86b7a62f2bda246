using System.Net;

namespace RawSockets.Echo;

/// <summary>Bytes that one call received or sent.</summary>
/// <param name="Time">When, by this machine's clock.</param>
/// <param name="LocalEndPoint">Where the server listens.</param>
/// <param name="Direction">Which way they went.</param>
/// <param name="Data">The bytes.</param>
public sealed record EchoDataEvent(DateTimeOffset Time, EndPoint? LocalEndPoint, EchoDirection Direction, ReadOnlyMemory<byte> Data)
    : EchoServerEvent(EchoServerEventKind.Data, Time, LocalEndPoint)
{
    /// <summary>The bytes in hexadecimal and as text, 16 to a line, with whatever is not printable ASCII as a dot.</summary>
    public string Dump => HexDump.Of(Data.Span);
}
