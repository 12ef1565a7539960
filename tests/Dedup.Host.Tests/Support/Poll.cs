using System.Diagnostics;

namespace Dedup.Host.Tests.Support;

/// <summary>Waits for something to become true.</summary>
internal static class Poll
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Looks again and again until it is so; only what never comes takes the whole limit.</summary>
    /// <param name="isSo">What to wait for.</param>
    /// <param name="what">Tells of it where it does not come.</param>
    public static void Until(Func<bool> isSo, Func<string> what)
    {
        long began = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Limit, $"did not come: {what()}");
            Thread.Sleep(10);
        }
    }
}
