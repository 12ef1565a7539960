namespace Dedup.Core.Networks;

/// <summary>How many stories two sites would share by chance: the sum over the pools that both take from.</summary>
internal sealed class ChanceModel
{
    private readonly PoolChance[] _pools;

    /// <summary>Of each site the pools that it takes from, ascending, with the index of its number of stories among the numbers of the pool.</summary>
    private readonly (int Pool, int Degree)[][] _places;

    /// <summary>Works it out.</summary>
    /// <param name="stories">The stories.</param>
    /// <param name="bySite">Of each site the stories that are counted.</param>
    public ChanceModel(SharedStories stories, int[][] bySite)
    {
        var degrees = new List<SortedDictionary<int, int>>();
        var widths = new List<SortedDictionary<int, int>>();
        var counted = new bool[stories.Count];
        _places = new (int, int)[bySite.Length][];
        for (int site = 0; site < bySite.Length; site++)
        {
            foreach (int story in bySite[site]) counted[story] = true;
            _places[site] = [.. bySite[site].CountBy(stories.Pool).OrderBy(pool => pool.Key).Select(pool => (pool.Key, pool.Value))];
            foreach ((int pool, int degree) in _places[site]) Add(degrees, pool, degree);
        }
        for (int story = 0; story < counted.Length; story++)
        {
            if (counted[story]) Add(widths, stories.Pool(story), stories.Sites(story).Length);
        }
        _pools = new PoolChance[degrees.Count];
        var indexes = new Dictionary<int, int>[degrees.Count];
        for (int pool = 0; pool < degrees.Count; pool++)
        {
            if (degrees[pool].Count > 0) _pools[pool] = new PoolChance([.. degrees[pool].Select(d => (d.Key, d.Value))], [.. widths[pool].Select(w => (w.Key, w.Value))]);
            indexes[pool] = degrees[pool].Keys.Select((degree, index) => (degree, index)).ToDictionary(d => d.degree, d => d.index);
        }
        foreach ((int Pool, int Degree)[] places in _places)
        {
            for (int i = 0; i < places.Length; i++) places[i].Degree = indexes[places[i].Pool][places[i].Degree];
        }
    }

    /// <summary>Stories that two sites are expected to share.</summary>
    public double Expected(int a, int b)
    {
        (int Pool, int Degree)[] one = _places[a];
        (int Pool, int Degree)[] other = _places[b];
        double sum = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i].Pool < other[j].Pool) i++;
            else if (one[i].Pool > other[j].Pool) j++;
            else sum += _pools[one[i].Pool].Expected(one[i++].Degree, other[j++].Degree);
        }
        return sum;
    }

    private static void Add(List<SortedDictionary<int, int>> counts, int pool, int number)
    {
        while (counts.Count <= pool) counts.Add([]);
        counts[pool][number] = counts[pool].GetValueOrDefault(number) + 1;
    }
}
