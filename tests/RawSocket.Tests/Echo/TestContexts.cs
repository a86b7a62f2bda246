using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

/// <summary>What loops of an echo server share, for tests that make the loops themselves.</summary>
internal static class TestContexts
{
    internal static EngineContext Echo(EchoServerOptions options, EventHub events) => new(
        options.ForEngine(), EchoServices.Of(options.Service), new ConnectionGate(int.MaxValue, int.MaxValue, new AddressFilter([], [])), new EchoObserver(events));
}
