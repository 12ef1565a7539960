namespace Dedup.Core.Networks;

/// <summary>Tests pairs of sites: how many stories they share, and how likely chance makes that of them.</summary>
/// <remarks>
/// Sites keep their numbers of stories and stories their numbers of sites (<see cref="PoolChance"/>); the tail is Poisson's. All pairs of sites with
/// enough stories count as tested, those too that share nothing, and a p-value is multiplied by their number.
/// </remarks>
public sealed class PairTests
{
    private readonly NetworkRule _rule;
    private readonly ChanceModel _chance;
    private readonly int[][] _bySite;

    /// <summary>Prepares them.</summary>
    public PairTests(SharedStories stories, NetworkRule rule)
    {
        ArgumentNullException.ThrowIfNull(stories);
        ArgumentNullException.ThrowIfNull(rule);
        Stories = stories;
        _rule = rule;
        bool[] counted = stories.Within(rule.MaxPairs);
        CountedStories = counted.Count(story => story);
        _bySite = stories.BySite(counted);
        _chance = new ChanceModel(stories, _bySite);
        TestedSites = _bySite.Count(own => own.Length >= rule.MinStories);
    }

    /// <summary>Stories that are counted; the others are carried by too many sites.</summary>
    public int CountedStories { get; }

    /// <summary>Sites with enough stories.</summary>
    public int TestedSites { get; }

    /// <summary>Pairs of them.</summary>
    public long TestedPairs => TestedSites * (TestedSites - 1L) / 2;

    internal SharedStories Stories { get; }

    /// <summary>Stories of a site that are counted, ascending.</summary>
    public IReadOnlyList<int> StoriesOf(int site) => _bySite[site];

    /// <summary>Stories that two sites are expected to share.</summary>
    public double Expected(int a, int b) => _chance.Expected(a, b);

    /// <summary>The pairs that a site makes with every other that it shares a story with, by the other's number.</summary>
    public IReadOnlyList<SitePair> Of(int site)
    {
        var shared = new Dictionary<int, int>();
        foreach (int story in _bySite[site])
        {
            foreach (int other in Stories.Sites(story)) shared[other] = shared.GetValueOrDefault(other) + 1;
        }
        return [.. shared.Where(other => other.Key != site).OrderBy(other => other.Key)
            .Select(other => Test(Math.Min(site, other.Key), Math.Max(site, other.Key), other.Value, Expected(site, other.Key)))];
    }

    /// <summary>All ties, by their sites.</summary>
    public IReadOnlyList<SitePair> Ties()
    {
        var ties = new List<SitePair>();
        int[] shared = new int[Stories.SiteCount];
        var met = new List<int>();
        for (int a = 0; a < _bySite.Length; a++)
        {
            if (_bySite[a].Length < _rule.MinStories) continue;
            foreach (int story in _bySite[a])
            {
                ReadOnlySpan<int> sites = Stories.Sites(story);
                foreach (int b in sites[(sites.BinarySearch(a) + 1)..])
                {
                    if (shared[b]++ == 0) met.Add(b);
                }
            }
            met.Sort();
            foreach (int b in met)
            {
                int observed = shared[b];
                shared[b] = 0;
                if (observed >= _rule.MinShared && _bySite[b].Length >= _rule.MinStories && Tie(a, b, observed) is SitePair tie) ties.Add(tie);
            }
            met.Clear();
        }
        return ties;
    }

    private SitePair? Tie(int a, int b, int observed)
    {
        if (observed < _rule.MinOverlap * Math.Min(_bySite[a].Length, _bySite[b].Length)) return null;
        double expected = Expected(a, b);
        if (observed < _rule.MinLift * expected) return null;
        SitePair pair = Test(a, b, observed, expected);
        return pair.CorrectedP <= _rule.Level ? pair : null;
    }

    private SitePair Test(int a, int b, int observed, double expected)
    {
        double log = PoissonTail.Log(observed, expected);
        bool tested = Math.Min(_bySite[a].Length, _bySite[b].Length) >= _rule.MinStories;
        double corrected = tested ? Math.Min(0, log + Math.Log(TestedPairs)) : 0;
        return new SitePair(a, b, observed, expected, Math.Max(SitePair.LeastP, Math.Exp(log)), Math.Max(SitePair.LeastP, Math.Exp(corrected)));
    }
}
