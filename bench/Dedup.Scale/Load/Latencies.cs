namespace Dedup.Scale.Load;

/// <summary>Times of requests, from when each was due, not from when it could be sent: a server that stands still makes all wait that come meanwhile.</summary>
internal sealed class Latencies
{
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = [];

    public int Count
    {
        get
        {
            lock (_gate) return _milliseconds.Count;
        }
    }

    public void Add(double milliseconds)
    {
        lock (_gate) _milliseconds.Add(milliseconds);
    }

    /// <summary>The time that a share of the requests took at most.</summary>
    public double At(double share)
    {
        lock (_gate)
        {
            if (_milliseconds.Count == 0) return 0;
            double[] ordered = [.. _milliseconds.Order()];
            return ordered[Math.Min(ordered.Length - 1, (int)(share * ordered.Length))];
        }
    }
}
