namespace Dedup.Quality.HardWorld;

/// <summary>Texts that are made of more than one story, or that turn from one into another.</summary>
internal static class Mixtures
{
    /// <summary>A donor gives less than this share of its own characters, so that it is quoted and not told.</summary>
    public const double DonorShare = 0.38;

    /// <summary>The whole story among paragraphs of others, its own part being about this share of the page.</summary>
    public static Story Padded(Story story, double own, Func<Story> donor, Random random)
    {
        int length = story.Paragraphs.Sum(Edits.Length);
        double foreign = length * (1 - own) / own;
        var before = new List<string[]>();
        var after = new List<string[]>();
        List<string[]> body = [.. story.Paragraphs];
        int place = random.Next(4);
        var donors = new HashSet<Story>(ReferenceEqualityComparer.Instance);
        while (foreign > 60)
        {
            Story from = donor();
            if (!donors.Add(from)) continue;
            double whole = from.Paragraphs.Sum(Edits.Length);
            string[][] taken = Edits.Take(from, random.Next(1 + (from.Paragraphs.Length / 2)), Math.Min(DonorShare, foreign / whole));
            double length2 = taken.Sum(Edits.Length);
            // A single long sentence may be more than a donor may give.
            if (length2 > DonorShare * whole) continue;
            foreign -= length2;
            switch (place)
            {
                case 0: before.AddRange(taken); break;
                case 1: after.AddRange(taken); break;
                case 2: body.InsertRange(random.Next(body.Count + 1), taken); break;
                default: (random.Next(2) == 0 ? before : after).AddRange(taken); break;
            }
        }
        return story with { Paragraphs = [.. before, .. body, .. after] };
    }

    /// <summary>Whole stories one after another, with or without their headlines between.</summary>
    public static Story Digest(string id, Story[] stories, Random random)
    {
        bool headed = random.Next(5) < 3;
        string title = random.Next(3) switch { 0 => stories[0].Title, 1 => "News in brief: " + stories[^1].Title, _ => string.Join("; ", stories.Take(2).Select(s => s.Title)) };
        return new Story(id, title, [.. stories.SelectMany((s, i) => headed && i > 0 ? [[s.Title], .. s.Paragraphs] : s.Paragraphs)]);
    }

    /// <summary>Versions of a blog: each has the entries of the one before and one to three more.</summary>
    public static IEnumerable<(Story Version, double Share)> Live(string id, Random random)
    {
        var prose = new Prose(random);
        string title = "Live: " + prose.Headline();
        int minute = random.Next(400, 700);
        string[][] entries = [.. Enumerable.Range(0, random.Next(10, 18)).Select(_ =>
        {
            minute += random.Next(3, 40);
            string[] text = prose.ParagraphOf(random.Next(30, 90));
            text[0] = $"{minute / 60}:{minute % 60:00} {text[0]}";
            return text;
        })];
        bool newestFirst = random.Next(2) == 0;
        double whole = entries.Sum(Edits.Length);
        for (int count = random.Next(2, 4); ; count = Math.Min(entries.Length, count + random.Next(1, 4)))
        {
            string[][] shown = entries[..count];
            double share = shown.Sum(Edits.Length) / whole;
            if (newestFirst) Array.Reverse(shown);
            yield return (new Story(id, title, shown), share);
            if (count == entries.Length) yield break;
        }
    }

    /// <summary>The same story with a text of others in it: in the middle, or as its end.</summary>
    public static Story With(Story story, string[][] shared, bool last, Random random)
    {
        List<string[]> paragraphs = [.. story.Paragraphs];
        paragraphs.InsertRange(last ? paragraphs.Count : random.Next(1, paragraphs.Count + 1), shared);
        return story with { Paragraphs = [.. paragraphs] };
    }

    /// <summary>A chain: a seventh of each version is new in the next, so that neighbours resemble each other by about three quarters, and the eighth shares nothing with the first.</summary>
    public static IEnumerable<Story> Drift(string id, int versions, Random random)
    {
        var prose = new Prose(random);
        bool slides = random.Next(2) == 0;
        List<string[]> parts = [.. Enumerable.Range(0, 7).Select(_ => prose.ParagraphOf(50))];
        string title = prose.Headline();
        for (int version = 0; version < versions; version++)
        {
            yield return new Story(id, title, [.. parts]);
            string[] fresh = prose.ParagraphOf(50);
            if (slides)
            {
                parts.RemoveAt(0);
                parts.Add(fresh);
            }
            else
            {
                parts[version * 3 % 7] = fresh;
            }
            if (version % 4 == 3) title = prose.Headline();
        }
    }
}
