using Dedup.Engine.Ingest;

namespace Dedup.Host.Serve;

/// <summary>Pages taken in, minute by minute, since the service began: what a chart of the last day shows.</summary>
internal sealed class IngestRate(TimeProvider clock)
{
    private const int Minutes = 24 * 60;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, IngestCounts> _minutes = [];
    private readonly IngestCounts _all = new();

    /// <summary>Counts what one look has taken in.</summary>
    public void Add(IngestCounts counts)
    {
        if (counts.Pages == 0) return;
        long minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        lock (_gate)
        {
            if (!_minutes.TryGetValue(minute, out IngestCounts? now))
            {
                _minutes[minute] = now = new IngestCounts();
                foreach (long old in _minutes.Keys.Where(m => m <= minute - Minutes).ToList()) _minutes.Remove(old);
            }
            foreach (IngestCounts into in new[] { now, _all }) into.Add(counts);
        }
    }

    /// <summary>All since the service began.</summary>
    public IngestCounts All
    {
        get
        {
            lock (_gate) return _all.Copy();
        }
    }

    /// <summary>Pages of each of the last minutes, the oldest first.</summary>
    public IReadOnlyList<(DateTimeOffset Minute, long Pages)> Last(int minutes)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        lock (_gate)
        {
            return [.. Enumerable.Range(0, minutes).Select(i => now - minutes + 1 + i)
                .Select(m => (DateTimeOffset.FromUnixTimeSeconds(m * 60), _minutes.GetValueOrDefault(m)?.Pages ?? 0))];
        }
    }
}
