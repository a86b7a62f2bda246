namespace RawSockets.Tests;

/// <summary>Expects a call to fail, and tells how.</summary>
internal static class Refused
{
    internal static RawSocketException By(Action call) => Assert.Throws<RawSocketException>(call);

    internal static void With(string identifier, Action call) => Assert.Equal(identifier, By(call).Identifier);
}
