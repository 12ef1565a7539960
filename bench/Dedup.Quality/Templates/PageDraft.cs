using System.Text;

namespace Dedup.Quality.Templates;

/// <summary>A page being written line by line; it knows which fields of the story its lines show.</summary>
internal sealed class PageDraft(PageStory story, Random random)
{
    // A field's text carries an invisible mark until Render, so a field counts as shown only if its line was kept.
    private const char SiteMark = '\uE000';
    private const char SectionMark = '\uE001';
    private const char TitleMark = '\uE002';
    private const char BylineMark = '\uE003';
    private const char DayMark = '\uE004';
    private const char MinuteMark = '\uE005';
    private const char SecondMark = '\uE006';

    private readonly List<string> _lines = [];
    private readonly Queue<string> _headlines = new();
    private string? _byline;

    public PageStory Story => story;

    /// <summary>The claimed date of the story.</summary>
    public DateTime At => story.Published;

    /// <summary>The claimed year, for copyright lines.</summary>
    public string Year => DateForms.In(story.Published, "yyyy");

    // ---- fields

    public string Site() => SiteMark + story.Site;

    public string Section() => SectionMark + story.Section;

    public string Title() => TitleMark + story.Title;

    /// <summary>The author, else the site's own choice of <paramref name="desks"/>, else null.</summary>
    public string? Byline(params ReadOnlySpan<string> desks)
    {
        _byline = story.Author ?? (desks.IsEmpty ? null : House(desks));
        return _byline is null ? null : BylineMark + _byline;
    }

    /// <summary>Says that this text shows the date to the day.</summary>
    public static string Day(string shown) => DayMark + shown;

    /// <summary>Says that this text shows the date to the minute.</summary>
    public static string Minute(string shown) => MinuteMark + shown;

    /// <summary>Says that this text shows the date to the second.</summary>
    public static string Second(string shown) => SecondMark + shown;

    // ---- chance

    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both inclusive.</summary>
    public int Between(int low, int high) => random.Next(low, high + 1);

    public string Pick(params ReadOnlySpan<string> options) => options[random.Next(options.Length)];

    /// <summary>Up to <paramref name="count"/> different items of a pool, in random order.</summary>
    public List<string> Some(IEnumerable<string> pool, int count)
    {
        string[] items = [.. pool];
        random.Shuffle(items);
        return [.. items.Take(count)];
    }

    // ---- house style: the same on every page of a site

    public string House(params ReadOnlySpan<string> options) => options[(int)(HouseStyle.Hash(story.Site, options[0]) % (uint)options.Length)];

    public bool HouseHas(string feature, int percent) => HouseStyle.Hash(story.Site, feature) % 100 < percent;

    /// <summary>The part of a pool this site uses, in the pool's order.</summary>
    public List<string> HousePart(IEnumerable<string> pool, int percent) => [.. pool.Where(p => HouseHas(p, percent))];

    // ---- other stories

    public string Headline()
    {
        if (_headlines.Count == 0)
        {
            foreach (string headline in Some(story.OtherHeadlines.Where(h => h != story.Title), int.MaxValue))
            {
                _headlines.Enqueue(headline);
            }
        }

        return _headlines.TryDequeue(out string? next) ? next : "Latest headlines";
    }

    public List<string> Sites(int count) => Some(story.OtherSites.Where(s => s != story.Site), count);

    /// <summary>A restatement of a paragraph, as standfirsts and pull quotes are; null where there is nothing to restate.</summary>
    public string? Gist(int paragraph, int maxWords = 18) =>
        paragraph < story.Paragraphs.Count ? Gists.Of(story.Paragraphs[paragraph], maxWords) : null;

    // ---- lines

    public void Line(string text) => _lines.Add(text);

    public void Lines(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            _lines.Add(text);
        }
    }

    public void Lines(IEnumerable<string> texts) => _lines.AddRange(texts);

    public void Maybe(double probability, params ReadOnlySpan<string> texts)
    {
        if (Chance(probability))
        {
            Lines(texts);
        }
    }

    /// <summary>A heading with other headlines under it; <c>{0}</c> in the form is the headline, <c>{1}</c> its rank.</summary>
    public void Teasers(string? heading, int count, string form = "{0}") => Teasers(heading, count, () => form);

    /// <summary>The same with a form made anew for each headline, so that ages and dates differ.</summary>
    public void Teasers(string? heading, int count, Func<string> form)
    {
        if (heading is not null)
        {
            Line(heading);
        }

        for (int rank = 1; rank <= count; rank++)
        {
            string filled = form()
                .Replace("{1}", DateForms.Number(rank), StringComparison.Ordinal)
                .Replace("{0}", Headline(), StringComparison.Ordinal);
            Lines(filled.Split('\n'));
        }
    }

    /// <summary>The story's paragraphs in order, with each break put into a gap of its own as far as gaps suffice.</summary>
    public void Body(params IReadOnlyList<Action> breaks)
    {
        int[] gaps = [.. Enumerable.Range(0, Math.Max(0, story.Paragraphs.Count - 1))];
        random.Shuffle(gaps);
        List<int> chosen = [.. gaps.Take(breaks.Count).Order()];
        for (int i = 0; i < story.Paragraphs.Count; i++)
        {
            Line(story.Paragraphs[i]);
            int at = chosen.IndexOf(i);
            if (at >= 0)
            {
                breaks[at]();
            }
        }
    }

    public RenderedPage Render()
    {
        var marks = new HashSet<char>();
        var text = new StringBuilder();
        foreach (char c in string.Join('\n', _lines) + "\n")
        {
            if (c is >= SiteMark and <= SecondMark)
            {
                marks.Add(c);
            }
            else
            {
                text.Append(c);
            }
        }

        string? published =
            marks.Contains(SecondMark) ? DateForms.In(story.Published, "yyyy-MM-dd'T'HH:mm:ss")
            : marks.Contains(MinuteMark) ? DateForms.In(story.Published, "yyyy-MM-dd'T'HH:mm':00'")
            : marks.Contains(DayMark) ? DateForms.In(story.Published, "yyyy-MM-dd")
            : null;
        return new RenderedPage(
            text.ToString(),
            marks.Contains(SiteMark) ? story.Site : null,
            marks.Contains(SectionMark) ? story.Section : null,
            marks.Contains(TitleMark) ? story.Title : null,
            published,
            marks.Contains(BylineMark) ? _byline : null,
            story.Paragraphs);
    }
}
