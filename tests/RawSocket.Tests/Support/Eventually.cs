namespace RawSockets.Tests;

/// <summary>Waits for a condition that nothing announces, such as what /proc shows.</summary>
internal static class Eventually
{
    internal static void True(Func<bool> condition, string what)
    {
        CancellationToken token = Bounded.Token;
        while (!condition())
        {
            if (token.WaitHandle.WaitOne(1))
            {
                throw new TimeoutException($"Within {Bounded.Limit.TotalSeconds} s it did not happen that {what}.");
            }
        }
    }
}
