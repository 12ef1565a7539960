using System.Globalization;

namespace Dedup.Quality.HardWorld;

/// <summary>A site: its name, its template, and the fixed chrome of 80–260 words that stands on each of its pages.</summary>
/// <param name="Name">What it calls itself.</param>
/// <param name="Host">Host of its addresses; null where the crawl does not know them.</param>
/// <param name="Template">One of <see cref="PageForms.All"/>.</param>
/// <param name="Menu">Short lines.</param>
/// <param name="Block">Running text about the site, its terms and its other services.</param>
internal sealed record Site(string Name, string? Host, int Template, string[] Menu, string[] Block);

/// <summary>All that a template shows beside the story.</summary>
internal sealed record Frame(Site Site, string Section, DateTime At, string? Author, string[] Others, int Number, Random Random);

/// <summary>The sites of a world and the pages that they make of stories.</summary>
internal sealed class Sites
{
    private static readonly string[] Sections = ["World", "Money", "Region", "Politics", "Science", "Sport", "Culture", "Travel", "Health", "Weather"];
    private static readonly string[] Papers = ["Chronicle", "Beacon", "Dispatch", "Observer", "Ledger", "Mirror", "Bulletin", "Messenger", "Sentinel", "Register", "Examiner", "Report", "Now", "Online", "24", "Daily"];
    private static readonly string[] MenuWords = ["Home", "Latest", "World", "Money", "Region", "Opinion", "Sport", "Culture", "Video", "Podcasts", "Puzzles", "Jobs", "Notices", "Archive", "Weather", "Contact", "Subscribe", "Sign in"];
    private readonly List<Site> _sites = [];
    private readonly string[] _headlines;

    public Sites(int count, int seed, string[] headlines)
    {
        _headlines = headlines;
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            string name = $"{Names.Place(random)} {Names.Pick(Papers, random)}";
            int words = 80 + (i * 180 / Math.Max(1, count - 1));
            string[] menu = [.. MenuWords];
            random.Shuffle(menu);
            menu = [.. menu.Take(random.Next(6, 13))];
            var prose = new Prose(random);
            var block = new List<string>();
            while (menu.Length + block.Sum(b => b.Split(' ').Length) < words) block.Add(string.Join(' ', prose.Paragraph(random.Next(1, 3))));
            string host = name.ToLower(CultureInfo.InvariantCulture).Replace(' ', '-') + ".example";
            _sites.Add(new Site(name, i % 5 == 4 ? null : host, i % PageForms.All.Length, menu, [.. block]));
        }
    }

    public int Count => _sites.Count;

    /// <summary>The page that a site makes of a story, with what its reader sees as truth.</summary>
    public HardPage Page(string key, int site, Story story, string truth, string kind, DateTime at, Random random)
    {
        Site of = _sites[site];
        string[] others = [.. Enumerable.Range(0, 24).Select(_ => _headlines[random.Next(_headlines.Length)]).Where(h => h != story.Title).Distinct()];
        var frame = new Frame(of, Names.Pick(Sections, random), at, random.Next(3) == 0 ? null : Names.Person(random), others, random.Next(10_000, 99_999), random);
        string[] body = [.. story.Paragraphs.Select(p => string.Join(' ', p))];
        string text = PageForms.All[of.Template](frame, story.Title, body);
        string? url = of.Host is null ? null : $"https://{of.Host}/{frame.Section.ToLowerInvariant()}/{frame.Number}-{key}";
        string fetched = at.AddDays(random.Next(1, 4)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new HardPage(key, text, url, fetched, truth, kind, of.Name, story.Title, at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), string.Join('\n', body));
    }
}
