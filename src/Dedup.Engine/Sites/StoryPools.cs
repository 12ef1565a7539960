namespace Dedup.Engine.Sites;

/// <summary>What tells which sites could have taken a story.</summary>
/// <param name="Agency">The agency that most copies credit, the first of several by name; -1: none.</param>
/// <param name="Language">The language of most copies, likewise; -1: unknown.</param>
/// <param name="Year">Year of the earliest day that a copy claims or was seen; 0: unknown.</param>
internal readonly record struct StoryKind(int Agency, int Language, int Year)
{
    public static StoryKind Of(List<SiteStories.Carried> copies)
    {
        int day = copies.Min(copy => Math.Min(copy.Claimed, copy.Fetched));
        return new StoryKind(Most(copies, copy => copy.Agency), Most(copies, copy => copy.Language), day == int.MaxValue ? 0 : DateOnly.FromDayNumber(day).Year);
    }

    private static int Most(List<SiteStories.Carried> copies, Func<SiteStories.Carried, int> value)
    {
        int best = -1;
        int most = 0;
        foreach ((int found, int count) in copies.CountBy(value))
        {
            if (found < 0 || count < most || (count == most && found > best)) continue;
            (best, most) = (found, count);
        }
        return best;
    }
}

/// <summary>Puts stories into pools from which sites take them.</summary>
/// <remarks>
/// Papers that take an agency's stories share many by chance alone, and so do sites of one language or one year: chance is to be measured among the
/// stories that a site could have taken. A pool of an agency, language and year is one's own; of few stories or few sites, in which a network
/// would be its own measure, year, then language, then agency are given up.
/// </remarks>
internal static class StoryPools
{
    /// <summary>Fewest stories of a pool, and fewest sites.</summary>
    private const int Least = 40;

    private static readonly Func<StoryKind, (int, int, int)>[] Levels =
        [kind => (kind.Agency, kind.Language, kind.Year), kind => (kind.Agency, kind.Language, -2), kind => (kind.Agency, -2, -2), _ => (-2, -2, -2)];

    /// <summary>The pool of each story, pools in the order of what they stand for.</summary>
    public static int[] Of(IReadOnlyList<(StoryKind Kind, int[] Sites)> stories)
    {
        var keys = new (int, int, int)[stories.Count];
        List<int> left = [.. Enumerable.Range(0, stories.Count)];
        for (int level = 0; level < Levels.Length && left.Count > 0; level++)
        {
            var next = new List<int>();
            foreach (IGrouping<(int, int, int), int> pool in left.GroupBy(story => Levels[level](stories[story].Kind)))
            {
                if (level + 1 < Levels.Length && IsSmall(pool, stories)) next.AddRange(pool);
                else foreach (int story in pool) keys[story] = pool.Key;
            }
            left = next;
        }
        Dictionary<(int, int, int), int> numbers = keys.Distinct().Order().Select((key, number) => (key, number)).ToDictionary(k => k.key, k => k.number);
        return [.. keys.Select(key => numbers[key])];
    }

    private static bool IsSmall(IEnumerable<int> pool, IReadOnlyList<(StoryKind Kind, int[] Sites)> stories)
    {
        var sites = new HashSet<int>();
        int count = 0;
        foreach (int story in pool)
        {
            count++;
            sites.UnionWith(stories[story].Sites);
            if (count >= Least && sites.Count >= Least) return false;
        }
        return true;
    }
}
