using System.Globalization;
using System.Text;
using Dedup.Core.Networks;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Sites;

/// <summary>Which sites carry which stories, and what chance would make of it: read once, asked about many sites.</summary>
/// <remarks>
/// A story is a cluster, excerpts left out; pages of unknown site are left out too. It is read in one walk over the documents
/// and holds 32 bytes for each document whose story stands on two sites or more.
/// </remarks>
public sealed class SiteStories
{
    private readonly Dictionary<string, int> _numbers;
    private readonly SharedStories _stories;

    /// <summary>The day that the site claims for the story, of every story's sites one after another; <see cref="NoDay"/>: none.</summary>
    private readonly int[] _days;
    private readonly int[] _starts;

    private const int NoDay = int.MaxValue;

    private SiteStories(string[] sites, SharedStories stories, int[] starts, int[] days)
    {
        Sites = sites;
        _numbers = sites.Select((site, number) => (site, number)).ToDictionary(s => s.site, s => s.number, SiteCondition.Names);
        _stories = stories;
        _starts = starts;
        _days = days;
        Tests = Under(new NetworkRule());
    }

    /// <summary>Names of the sites that share a story with another, in order; the number of a site is its place.</summary>
    public IReadOnlyList<string> Sites { get; }

    /// <summary>Tests of pairs of them under the rule that stands where none is given.</summary>
    public PairTests Tests { get; }

    /// <summary>Reads them.</summary>
    public static SiteStories Read(Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var names = new Dictionary<string, int>(SiteCondition.Names);
        var shown = new List<string>();
        var agencies = new Dictionary<string, int>(StringComparer.Ordinal);
        var languages = new Dictionary<string, int>(StringComparer.Ordinal);
        List<Carried> rows = [.. Statement.Each(reader.Connection,
            """
            SELECT v.cluster_id, d.site, d.agency, d.language, d.published, d.fetched
            FROM documents d CROSS JOIN variants v ON v.id = d.variant_id CROSS JOIN clusters c ON c.id = v.cluster_id
            WHERE v.relation IS NOT NULL AND d.site IS NOT NULL AND c.sites > 1
            """,
            row => new Carried(row.Integer(0), Number(names, shown, row.Text(1)), Number(agencies, row.TextOrNull(2)), Number(languages, row.TextOrNull(3)), Day(row, 4), Day(row, 5)))];
        // Numbers in the order of names, so that nothing depends on the order in which pages came.
        int[] site = Ranks(shown, SiteCondition.Names);
        int[] agency = Ranks([.. agencies.Keys], StringComparer.Ordinal);
        int[] language = Ranks([.. languages.Keys], StringComparer.Ordinal);
        for (int i = 0; i < rows.Count; i++)
        {
            Carried row = rows[i];
            rows[i] = row with { Site = site[row.Site], Agency = row.Agency < 0 ? -1 : agency[row.Agency], Language = row.Language < 0 ? -1 : language[row.Language] };
        }
        rows.Sort();
        return Gather(rows, [.. shown.Order(SiteCondition.Names)]);
    }

    /// <summary>The number of a site, its name in any case; null where it shares no story.</summary>
    public int? Find(string site) => _numbers.TryGetValue(site, out int number) ? number : null;

    /// <summary>Tests of pairs under another rule.</summary>
    public PairTests Under(NetworkRule rule) => new(_stories, rule);

    /// <summary>How often each of two sites claims the earlier day for a story that both carry; of one day, or where one claims none, neither does.</summary>
    public (int A, int B) Firsts(int a, int b)
    {
        int first = 0;
        int second = 0;
        foreach (int story in Tests.StoriesOf(a))
        {
            ReadOnlySpan<int> sites = _stories.Sites(story);
            int at = sites.BinarySearch(b);
            if (at < 0) continue;
            int own = _days[_starts[story] + sites.BinarySearch(a)];
            int other = _days[_starts[story] + at];
            if (own == NoDay || other == NoDay) continue;
            if (own < other) first++;
            else if (other < own) second++;
        }
        return (first, second);
    }

    private static SiteStories Gather(List<Carried> rows, string[] sites)
    {
        var stories = new List<(StoryKind Kind, int[] Sites)>();
        var starts = new List<int> { 0 };
        var days = new List<int>();
        for (int from = 0, to; from < rows.Count; from = to)
        {
            for (to = from + 1; to < rows.Count && rows[to].Cluster == rows[from].Cluster;) to++;
            List<Carried> copies = rows[from..to];
            int[] carriers = [.. copies.Select(copy => copy.Site).Distinct()];
            if (carriers.Length < 2) continue;
            stories.Add((StoryKind.Of(copies), carriers));
            days.AddRange(copies.GroupBy(copy => copy.Site).Select(own => own.Min(copy => copy.Claimed)));
            starts.Add(days.Count);
        }
        int[] pools = StoryPools.Of(stories);
        return new SiteStories(sites, SharedStories.Of(sites.Length, stories.Select((story, i) => (pools[i], story.Sites.AsEnumerable()))), [.. starts], [.. days]);
    }

    private static int Number(Dictionary<string, int> numbers, List<string> shown, string name)
    {
        if (numbers.TryGetValue(name, out int number))
        {
            if (string.CompareOrdinal(name, shown[number]) < 0) shown[number] = name;
            return number;
        }
        numbers[name] = shown.Count;
        shown.Add(name);
        return shown.Count - 1;
    }

    private static int Number(Dictionary<string, int> numbers, string? name)
    {
        if (name is null) return -1;
        if (!numbers.TryGetValue(name, out int number)) numbers[name] = number = numbers.Count;
        return number;
    }

    /// <summary>The place of each name among all in order.</summary>
    private static int[] Ranks(List<string> names, StringComparer comparer)
    {
        int[] ranks = new int[names.Count];
        foreach ((int index, int rank) in Enumerable.Range(0, names.Count).OrderBy(i => names[i], comparer).Select((index, rank) => (index, rank))) ranks[index] = rank;
        return ranks;
    }

    private static int Day(SqlRow row, int column)
    {
        ReadOnlySpan<byte> date = row.Bytes(column);
        Span<char> day = stackalloc char[10];
        return date.Length >= 10 && Encoding.ASCII.TryGetChars(date[..10], day, out _) && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly found)
            ? found.DayNumber : NoDay;
    }

    /// <summary>What is read of a document.</summary>
    /// <param name="Cluster">Its cluster.</param>
    /// <param name="Site">Its site.</param>
    /// <param name="Agency">The agency that it credits, or -1.</param>
    /// <param name="Language">Its language, or -1.</param>
    /// <param name="Claimed">The day that it claims.</param>
    /// <param name="Fetched">The day on which a crawl first saw it.</param>
    internal readonly record struct Carried(long Cluster, int Site, int Agency, int Language, int Claimed, int Fetched) : IComparable<Carried>
    {
        /// <summary>By cluster, then site.</summary>
        public int CompareTo(Carried other) => (Cluster, Site).CompareTo((other.Cluster, other.Site));
    }
}
