using RawSockets.Engine;
using RawSockets.Handlers;

namespace RawSockets.Echo;

/// <summary>The services that an echo server offers.</summary>
internal static class EchoServices
{
    internal static Service Of(EchoServiceKind kind) => kind switch
    {
        EchoServiceKind.Discard => new DiscardService(),
        EchoServiceKind.CharacterGenerator => new CharacterGeneratorService(),
        EchoServiceKind.Broadcast => new BroadcastService(),
        EchoServiceKind.Time => new TimeService(),
        _ => new EchoService(),
    };
}
