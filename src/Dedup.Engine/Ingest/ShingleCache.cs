using Dedup.Core.Sketches;

namespace Dedup.Engine.Ingest;

/// <summary>Shingle sets of stored bodies, which are read and sketched again where they are not here. Safe for concurrent use.</summary>
/// <remarks>
/// First in, first out, but what was asked for goes round once more: near copies come close together in most crawls, leaders of a crowd are asked for always.
/// Where questions are of any story, what was read once is seldom asked for again before it is out: it is held from the second time on. That is for the collector,
/// which else moves each set twice through its generations before it dies.
/// </remarks>
/// <param name="mostWords">Words of the bodies held; about 25 bytes each.</param>
/// <param name="fromSecond">Whether a set is held from the second time on that it is read.</param>
internal sealed class ShingleCache(int mostWords, bool fromSecond = false)
{
    /// <summary>Variants read once that are remembered.</summary>
    private const int MostOnce = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Cached> _sets = [];
    private readonly Queue<long> _order = new();
    private readonly HashSet<long> _once = [];
    private readonly Queue<long> _onceOrder = new();
    private long _words;

    /// <summary>The set of a variant; null where it is not held.</summary>
    public ShingleSet? Find(long variant)
    {
        lock (_gate)
        {
            if (!_sets.TryGetValue(variant, out Cached? cached)) return null;
            cached.Used = true;
            return cached.Set;
        }
    }

    /// <summary>Holds the set of a variant for a while.</summary>
    public void Keep(long variant, ShingleSet set)
    {
        lock (_gate)
        {
            if ((fromSecond && IsFirst(variant)) || !_sets.TryAdd(variant, new Cached(set))) return;
            _order.Enqueue(variant);
            _words += set.Words;
            while (_words > mostWords && _order.TryDequeue(out long oldest))
            {
                if (_sets.TryGetValue(oldest, out Cached? cached) && cached.Used)
                {
                    cached.Used = false;
                    _order.Enqueue(oldest);
                }
                else Drop(oldest);
            }
        }
    }

    /// <summary>A variant is gone.</summary>
    public void Forget(long variant)
    {
        lock (_gate) Drop(variant);
    }

    private bool IsFirst(long variant)
    {
        if (!_once.Add(variant)) return false;
        _onceOrder.Enqueue(variant);
        if (_onceOrder.Count > MostOnce) _once.Remove(_onceOrder.Dequeue());
        return true;
    }

    private void Drop(long variant)
    {
        if (_sets.Remove(variant, out Cached? cached)) _words -= cached.Set.Words;
    }

    private sealed class Cached(ShingleSet set)
    {
        public ShingleSet Set { get; } = set;

        public bool Used { get; set; }
    }
}
