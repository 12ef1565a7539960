using Dedup.Core.Networks;

namespace Dedup.Core.Tests.Networks;

/// <summary>A made world of sites and stories: some sites busy and most not, some stories wide and most narrow, and whatever is planted in it.</summary>
internal sealed class StoryWorld(int seed)
{
    private readonly Random _random = new(seed);

    public List<(int Pool, int[] Sites)> Stories { get; } = [];

    public int Sites { get; private set; }

    /// <summary>Adds sites and stories that they carry by chance: a site's share falls with its rank, and so does the number of stories with their width.</summary>
    public int[] Chance(int sites, int stories, int pool = 0, int widest = 200)
    {
        int[] added = Add(sites);
        double[] sums = new double[sites];
        for (int i = 0; i < sites; i++) sums[i] = (i == 0 ? 0 : sums[i - 1]) + (1 / Math.Sqrt(i + 1));
        for (int i = 0; i < stories; i++)
        {
            int width = (int)Math.Min(Math.Min(widest, sites / 2), 2 * Math.Pow(1 - _random.NextDouble(), -1 / 1.3));
            var carriers = new HashSet<int>();
            while (carriers.Count < width)
            {
                int at = Array.BinarySearch(sums, _random.NextDouble() * sums[^1]);
                carriers.Add(added[at < 0 ? ~at : at]);
            }
            Stories.Add((pool, [.. carriers]));
        }
        return added;
    }

    /// <summary>Adds sites that each carry every one of some stories of their own with a probability.</summary>
    public int[] Farm(int sites, int stories, double carries, int pool = 0)
    {
        int[] added = Add(sites);
        Carry(added, stories, carries, pool);
        return added;
    }

    /// <summary>Adds stories that sites there are each carry with a probability.</summary>
    public void Carry(IReadOnlyList<int> sites, int stories, double carries, int pool = 0)
    {
        for (int i = 0; i < stories; i++) Stories.Add((pool, [.. sites.Where(_ => _random.NextDouble() < carries)]));
    }

    /// <summary>Lets sites carry stories of others by chance, as everybody does.</summary>
    public void Mix(IReadOnlyList<int> sites, int each)
    {
        int old = Stories.Count;
        foreach (int site in sites)
        {
            for (int i = 0; i < each; i++)
            {
                int story = _random.Next(old);
                Stories[story] = (Stories[story].Pool, [.. Stories[story].Sites.Append(site).Distinct()]);
            }
        }
    }

    public PairTests Tests(NetworkRule? rule = null) => new(Shared(Stories), rule ?? new NetworkRule());

    public FoundNetworks Find(NetworkRule? rule = null) => NetworkSearch.Find(Tests(rule), rule ?? new NetworkRule());

    /// <summary>The networks of the same world given in another order.</summary>
    public FoundNetworks FindShuffled(int seed)
    {
        var random = new Random(seed);
        (int Pool, int[] Sites)[] stories = [.. Stories.Select(story => (story.Pool, story.Sites.ToArray()))];
        random.Shuffle(stories);
        foreach ((_, int[] sites) in stories) random.Shuffle(sites);
        return NetworkSearch.Find(new PairTests(Shared(stories), new NetworkRule()), new NetworkRule());
    }

    private int[] Add(int sites)
    {
        int[] added = [.. Enumerable.Range(Sites, sites)];
        Sites += sites;
        return added;
    }

    private SharedStories Shared(IEnumerable<(int Pool, int[] Sites)> stories) =>
        SharedStories.Of(Sites, stories.Select(story => (story.Pool, story.Sites.AsEnumerable())));
}
