namespace Dedup.Core.Networks;

/// <summary>Which sites carry which stories: stories of two sites or more, each in a pool of stories that its sites could equally have taken.</summary>
/// <remarks>Nothing that is worked out of it depends on the order in which stories are given, or sites within a story.</remarks>
public sealed class SharedStories
{
    private readonly int[] _starts;
    private readonly int[] _sites;
    private readonly int[] _pools;

    private SharedStories(int siteCount, int[] starts, int[] sites, int[] pools)
    {
        SiteCount = siteCount;
        _starts = starts;
        _sites = sites;
        _pools = pools;
    }

    /// <summary>Sites, numbered from 0.</summary>
    public int SiteCount { get; }

    /// <summary>Stories, numbered from 0 as they were given, those of one site left out.</summary>
    public int Count => _pools.Length;

    /// <summary>Gathers stories.</summary>
    /// <param name="siteCount">Sites there are; theirs are the numbers below.</param>
    /// <param name="stories">Each story's pool, a number of any kind, and its sites; a site counts once, and a story of fewer than two is passed over.</param>
    public static SharedStories Of(int siteCount, IEnumerable<(int Pool, IEnumerable<int> Sites)> stories)
    {
        ArgumentNullException.ThrowIfNull(stories);
        var starts = new List<int> { 0 };
        var sites = new List<int>();
        var pools = new List<int>();
        foreach ((int given, IEnumerable<int> carriers) in stories)
        {
            int start = sites.Count;
            foreach (int site in carriers.Distinct().Order())
            {
                if ((uint)site >= (uint)siteCount) throw new ArgumentException($"there is no site {site} among {siteCount}", nameof(stories));
                sites.Add(site);
            }
            if (sites.Count - start < 2)
            {
                sites.RemoveRange(start, sites.Count - start);
                continue;
            }
            starts.Add(sites.Count);
            pools.Add(given);
        }
        // Numbered by what they were given as: sums over pools run in that order, to the last bit.
        Dictionary<int, int> number = pools.Distinct().Order().Select((pool, index) => (pool, index)).ToDictionary(p => p.pool, p => p.index);
        return new SharedStories(siteCount, [.. starts], [.. sites], [.. pools.Select(pool => number[pool])]);
    }

    /// <summary>The sites of a story, ascending.</summary>
    public ReadOnlySpan<int> Sites(int story) => _sites.AsSpan(_starts[story].._starts[story + 1]);

    /// <summary>The pool of a story, numbered from 0.</summary>
    internal int Pool(int story) => _pools[story];

    /// <summary>The stories of every site, ascending.</summary>
    /// <param name="counted">Which stories to name.</param>
    internal int[][] BySite(bool[] counted)
    {
        int[] degrees = new int[SiteCount];
        foreach (int story in Counted(counted))
        {
            foreach (int site in Sites(story)) degrees[site]++;
        }
        int[][] stories = [.. degrees.Select(degree => new int[degree])];
        Array.Clear(degrees);
        foreach (int story in Counted(counted))
        {
            foreach (int site in Sites(story)) stories[site][degrees[site]++] = story;
        }
        return stories;
    }

    /// <summary>
    /// Which stories are counted: the narrowest ones, as long as the pairs of their sites stay within a bound. What they cost grows with the square of
    /// their sites, and what a pair of sites in them tells falls with it, so that the widest go first, all of one width together.
    /// </summary>
    internal bool[] Within(long pairs)
    {
        var cost = new SortedDictionary<long, long>();
        for (int story = 0; story < Count; story++)
        {
            long width = Sites(story).Length;
            cost[width] = cost.GetValueOrDefault(width) + (width * (width - 1) / 2);
        }
        long widest = 0;
        foreach ((long width, long more) in cost)
        {
            if (more > pairs) break;
            pairs -= more;
            widest = width;
        }
        bool[] counted = new bool[Count];
        for (int story = 0; story < Count; story++) counted[story] = Sites(story).Length <= widest;
        return counted;
    }

    private IEnumerable<int> Counted(bool[] counted) => Enumerable.Range(0, Count).Where(story => counted[story]);
}
