using System.IO.Hashing;
using System.Text;

namespace Dedup.Quality.HardWorld;

/// <summary>A world of what ordinary worlds lack, made by a seed from words of its own, with the truth about each page.</summary>
/// <remarks>
/// Rules by which truth is decided:
/// <list type="bullet">
/// <item>A page tells a story if it holds at least 40 % of its characters; what holds less quotes it.</item>
/// <item>A page that tells one story and quotes others is a padded copy of it, whatever its share of the page from 30 %
/// up. Below one half the others are stories told elsewhere in the world, or nothing would tell the padded copy from a
/// story of which the shorter page is an excerpt; every padded story has a copy that stands alone.</item>
/// <item>A page that holds two or more whole stories, each told elsewhere alone, is a digest: a story of its own, in any
/// proportion, with its own copies.</item>
/// <item>A page with one whole story and 40–90 % of another is neither for certain: unlabelled, out of all figures but
/// those of unlike members, from which its own pairs are left out too.</item>
/// <item>Versions of a live blog that hold half of the newest one are one story; earlier ones ("live, early") are left out,
/// being excerpts of the newest and whole copies of the next.</item>
/// <item>Versions of a drifting chain are left out of the figures over pairs: where to cut is anyone's choice. But no
/// cluster may hold two members whose bodies resemble each other by less than .2 unless they tell the same story.</item>
/// <item>Every filling of a form letter is a story of its own; its copies on other sites are copies.</item>
/// </list>
/// Kinds: full, light, edited, truncated, excerpt, spun, reordered, shuffled, relead, correction, padded 70-100, padded 50-70,
/// padded 30-50, solo, digest, unlabelled, live, live early, background, legal, drift, robot both, robot names, robot numbers.
/// </remarks>
internal sealed partial class World
{
    private readonly List<HardPage> _pages = [];
    private readonly Random _random;
    private readonly Sites _sites;
    private readonly Story[] _alone;
    private readonly Story[] _copied;
    private readonly double _scale;
    private readonly string _prefix;
    private readonly List<string> _digests = [];

    private World(double scale, int seed)
    {
        _scale = scale;
        _prefix = "h" + seed + "-";
        _random = new Random(seed);
        _alone = [.. Enumerable.Range(0, Scaled(420)).Select(i => Prose.Story($"solo-{i}", _random))];
        _copied = [.. Enumerable.Range(0, Scaled(300)).Select(i => Prose.Story($"story-{i}", _random))];
        Told = [.. _copied, .. _alone];
        _sites = new Sites(Math.Max(8, Scaled(72)), seed + 1, [.. Told.Select(s => s.Title)]);
    }

    /// <summary>Stories of the world that have a page of their own.</summary>
    public IReadOnlyList<Story> Told { get; }

    public IReadOnlyList<HardPage> Pages => _pages;

    /// <summary>Makes about 4,000 pages, times the scale.</summary>
    public static World Make(double scale = 1, int seed = 4099)
    {
        var world = new World(scale, seed);
        foreach (Story story in world._alone) world.Add(story, "solo", story.Id, world.Day());
        foreach (Story story in world._copied) world.AddCopies(story);
        world.AddDigests();
        world.AddLiveBlogs();
        world.AddSharers("background", world.Scaled(34), 60, 120, 150);
        world.AddSharers("legal", world.Scaled(20), 100, 200, 200);
        world.AddChains();
        world.AddRobots(world.Scaled(36), 3);
        return world;
    }

    /// <summary>Adds fillings of form letters, and a digest of told stories for each ten of them.</summary>
    public static List<HardPage> Robots(World world, int count, int seed)
    {
        var more = new World(world._scale, seed);
        var digests = new HashSet<string>(world._digests);
        // Two digests of the same stories would be copies of one another.
        Story[] Unlike()
        {
            for (int draws = 0; draws < 10_000; draws++)
            {
                Story[] stories = more.Choose(world.Told, more._random.Next(2, 5));
                if (digests.Add(NameOf(stories))) return stories;
            }
            throw new InvalidOperationException("the world has too few stories for so many digests");
        }

        for (int i = 0; i < count; i++)
        {
            more.Add(FormLetters.Write($"robots-{i}", i % FormLetters.Count, i / FormLetters.Count % 3, more._random), RobotKind(i % FormLetters.Count), $"robots-{i}", more.Day());
            if (i % 10 == 9) more.Add(Mixtures.Digest($"digests-{i}", Unlike(), more._random), "digest", $"digests-{i}", more.Day());
        }
        return more._pages;
    }

    /// <summary>Names the world: the same on every machine.</summary>
    public static string Hash(IEnumerable<HardPage> pages)
    {
        var hash = new XxHash64();
        foreach (HardPage page in pages) hash.Append(Encoding.UTF8.GetBytes(page.ToString()));
        return hash.GetCurrentHashAsUInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string RobotKind(int letter) => "robot " + FormLetters.FillOf(letter).ToString().ToLowerInvariant();

    private int Scaled(int count) => Math.Max(1, (int)Math.Round(count * _scale));

    private DateTime Day() => new DateTime(2025, 1, 2).AddMinutes(_random.Next(340 * 24 * 60));

    private void Add(Story page, string kind, string story, DateTime at, int? site = null) =>
        _pages.Add(_sites.Page($"{_prefix}{_pages.Count:00000}", site ?? _random.Next(_sites.Count), page, story, kind, at, _random));

    /// <summary>The stories of a digest, in whatever order.</summary>
    private static string NameOf(Story[] stories) => string.Join(' ', stories.Select(story => story.Id).Order(StringComparer.Ordinal));

    private Story[] Choose(IReadOnlyList<Story> from, int count)
    {
        var chosen = new HashSet<Story>();
        while (chosen.Count < count) chosen.Add(from[_random.Next(from.Count)]);
        return [.. chosen];
    }

    private void AddDigests()
    {
        for (int i = Scaled(110); i > 0; i--)
        {
            Story[] stories = Choose(Told, _random.Next(2, 5));
            _digests.Add(NameOf(stories));
            Story digest = Mixtures.Digest($"digest-{i}", stories, _random);
            DateTime at = Day();
            for (int copies = _random.Next(3) == 0 ? _random.Next(2, 5) : 1; copies > 0; copies--)
                Add(copies % 2 == 0 ? Edits.Light(digest, _random) : digest, "digest", digest.Id, at.AddHours(_random.Next(90)));
        }
        for (int i = Scaled(24); i > 0; i--)
        {
            Story[] two = Choose(Told, 2);
            Story most = Edits.Truncated(two[1], 0.45 + (0.45 * _random.NextDouble()));
            Add(two[0] with { Paragraphs = [.. two[0].Paragraphs, .. most.Paragraphs] }, "unlabelled", $"mixed-{i}", Day());
        }
    }

    private void AddLiveBlogs()
    {
        for (int i = Scaled(28); i > 0; i--)
        {
            DateTime at = Day();
            int home = _random.Next(_sites.Count);
            foreach ((Story version, double share) in Mixtures.Live($"live-{i}", _random))
            {
                at = at.AddMinutes(_random.Next(20, 90));
                Add(version, share < 0.5 ? "live, early" : "live", version.Id, at, _random.Next(4) > 0 ? home : null);
            }
        }
    }

    /// <summary>Groups of unlike stories that share a text.</summary>
    private void AddSharers(string kind, int groups, int least, int most, int shortest)
    {
        for (int group = 0; group < groups; group++)
        {
            string[] text = new Prose(_random).ParagraphOf(_random.Next(least, most - 15));
            string[][] shared = kind == "legal" ? [text[..(text.Length / 2)], text[(text.Length / 2)..]] : [text];
            shared = [.. shared.Where(p => p.Length > 0)];
            for (int i = _random.Next(3, 8); i > 0; i--)
            {
                Story story = Mixtures.With(Prose.Story($"{kind}-{group}-{i}", shortest + _random.Next(450), _random), shared, kind == "legal", _random);
                DateTime at = Day();
                for (int copies = _random.Next(2) == 0 ? 1 : _random.Next(2, 4); copies > 0; copies--)
                    Add(copies == 2 ? Edits.Edited(story, _random) : story, kind, story.Id, at.AddHours(_random.Next(90)));
            }
        }
    }

    private void AddChains()
    {
        for (int chain = Scaled(14); chain > 0; chain--)
        {
            DateTime at = Day();
            foreach (Story version in Mixtures.Drift($"drift-{chain}", _random.Next(9, 15), _random)) Add(version, "drift", version.Id, at = at.AddHours(_random.Next(2, 40)));
        }
    }

    private void AddRobots(int stories, int bureaus)
    {
        for (int letter = 0; letter < FormLetters.Count; letter++)
        {
            for (int i = 0; i < stories; i++)
            {
                Story story = FormLetters.Write($"robot-{letter}-{i}", letter, i % bureaus, _random);
                DateTime at = Day();
                for (int copies = _random.Next(10) < 3 ? _random.Next(2, 6) : 1; copies > 0; copies--)
                    Add(copies == 2 ? Edits.Light(story, _random) : story, RobotKind(letter), story.Id, at.AddHours(_random.Next(60)));
            }
        }
    }
}
