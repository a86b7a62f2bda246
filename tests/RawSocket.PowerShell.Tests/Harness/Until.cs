using System.Diagnostics;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>Waits for what happens soon, but on another thread.</summary>
internal static class Until
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    internal static void True(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        TimeSpan within = limit ?? s_limit;
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < within, $"Within {within.TotalSeconds} s it did not happen that {what}.");
            Thread.Sleep(5);
        }
    }
}
