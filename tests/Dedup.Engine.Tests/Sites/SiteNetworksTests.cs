using System.Globalization;
using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Sites;

public sealed class SiteNetworksTests : IDisposable
{
    private const int Papers = 50;
    private const int Narrow = 180;

    private static readonly string[] Syllables = ["bar", "tol", "mir", "sen", "quo", "dra", "lup", "vek", "han", "rio", "fas", "gel", "nod", "ust", "pim", "cor"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_farm_among_papers_is_found_and_an_agencys_papers_are_not()
    {
        SiteNetworks found = Find(Pages(1), "a.db");

        NetworkRow network = Assert.Single(found.Networks);
        Assert.Equal(["Farm 0", "Farm 1", "Farm 2", "Farm 3"], network.Sites.Select(site => site.Site));
        Assert.Equal((12, 1.0), (network.Stories, network.WeakestTied));
        Assert.InRange(network.MeanLift, 3, 100);
        Assert.All(found.Ties, tie => Assert.StartsWith("Farm", tie.A, StringComparison.Ordinal));
        Assert.Equal(6, found.Ties.Count);
        Assert.All(found.Ties, tie => Assert.Equal(12, tie.Shared));
    }

    [Fact]
    public void The_order_of_pages_does_not_matter()
    {
        List<Page> pages = Pages(1);
        SiteNetworks found = Find(pages, "a.db");
        SiteNetworks other = Find(Crawl.Shuffled(pages, 3), "b.db");

        Assert.Equal(Lines(found), Lines(other));
    }

    [Fact]
    public void A_site_is_known_in_any_case_and_pages_without_one_are_nobodys()
    {
        DedupOptions options = Crawl.Options(_folder);
        string text = Stories.Text(Stories.Ferry);
        Crawl.Ingest(options, Crawl.Page("a", text, "North Post"), Crawl.Page("b", text, "NORTH POST"), Crawl.Page("c", text, "East Echo"), Crawl.Page("d", text));
        using var reader = new Reader(options.Store);
        SiteStories stories = SiteStories.Read(reader);

        Assert.Equal(["East Echo", "NORTH POST"], stories.Sites);
        Assert.Equal(1, stories.Find("north post"));
        Assert.Null(stories.Find("West Wind"));
        Assert.Equal(1, stories.Tests.CountedStories);
    }

    [Fact]
    public void A_pool_of_few_stories_or_few_sites_gives_up_year_then_language_then_agency()
    {
        (StoryKind, int[])[] Stories(int count, StoryKind kind, int sites) => [.. Enumerable.Range(0, count).Select(i => (kind, new[] { 2 * i % sites, ((2 * i) + 1) % sites }))];
        (StoryKind Kind, int[] Sites)[] stories =
        [
            .. Stories(50, new StoryKind(1, 1, 2024), 80), .. Stories(30, new StoryKind(1, 1, 2025), 80), .. Stories(30, new StoryKind(1, 1, 2026), 80),
            .. Stories(30, new StoryKind(2, 1, 2024), 80), .. Stories(30, new StoryKind(2, 2, 2024), 80), .. Stories(60, new StoryKind(3, 1, 2024), 10), .. Stories(60, new StoryKind(-1, 1, 2024), 10),
        ];

        int[] pools = StoryPools.Of(stories);

        int[] of(int from, int count) => [.. pools.Skip(from).Take(count).Distinct()];
        int year = Assert.Single(of(0, 50));
        int language = Assert.Single(of(50, 60));
        int agency = Assert.Single(of(110, 60));
        int rest = Assert.Single(of(170, 120));
        Assert.Equal(4, new[] { year, language, agency, rest }.Distinct().Count());
    }

    private SiteNetworks Find(IEnumerable<Page> pages, string database)
    {
        DedupOptions options = Crawl.Options(_folder, database);
        Crawl.Ingest(options, pages);
        using var reader = new Reader(options.Store);
        return SiteNetworks.Of(reader);
    }

    /// <summary>Papers that carry narrow stories by chance, and each a third of an agency's; and four sites that carry the same twelve.</summary>
    private static List<Page> Pages(int seed)
    {
        var random = new Random(seed);
        var pages = new List<Page>();
        string Word() => Syllables[random.Next(16)] + Syllables[random.Next(16)] + Syllables[random.Next(16)];
        void Carry(string agency, IEnumerable<string> sites)
        {
            string story = agency + string.Join('\n', Enumerable.Range(0, 6).Select(_ => "The " + string.Join(' ', Enumerable.Range(0, 24).Select(_ => Word())) + "."));
            foreach (string site in sites) pages.Add(Crawl.Page(string.Create(CultureInfo.InvariantCulture, $"p{pages.Count:0000}"), story, site, published: "2024-05-01"));
        }
        string[] papers = [.. Enumerable.Range(0, Papers).Select(i => $"Paper {i:00}")];
        for (int i = 0; i < Narrow; i++) Carry("", random.GetItems(papers, 3).Distinct());
        for (int i = 0; i < 45; i++) Carry("SKARHOLM (AP) — ", papers.Where(_ => random.Next(3) == 0));
        for (int i = 0; i < 12; i++) Carry("", Enumerable.Range(0, 4).Select(farm => $"Farm {farm}"));
        return pages;
    }

    private static string[] Lines(SiteNetworks found) =>
    [
        .. found.Networks.Select(n => $"{n.Stories} {n.MeanLift:R} {n.WeakestTied:R} {n.CorrectedP:R} {string.Join(' ', n.Sites)}"),
        .. found.Ties.Select(tie => tie.ToString()), $"{found.TestedSites} {found.Stories} {found.LeftOutStories}",
    ];
}
