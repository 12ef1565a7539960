namespace Dedup.Engine.Tests.Watch;

/// <summary>A clock that goes on when it is told to, or with each look at it.</summary>
internal sealed class SetClock : TimeProvider
{
    private DateTimeOffset _now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(double seconds) => _now += TimeSpan.FromSeconds(seconds);

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Seconds that pass with each look at the clock: all work takes long.</summary>
    public double Step { get; set; }

    /// <summary>What the step is multiplied with at each look: below 2/3 all that follows a look takes less than twice what that took.</summary>
    public double Decay { get; set; } = 1;

    public override long GetTimestamp()
    {
        Advance(Step);
        Step *= Decay;
        return _now.Ticks;
    }
}
