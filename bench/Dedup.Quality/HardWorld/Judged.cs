using Dedup.Core.Text;
using Dedup.Engine.Evaluation;

namespace Dedup.Quality.HardWorld;

/// <summary>Pages beside the clusters that were found for them.</summary>
internal sealed class Judged
{
    private const int ShingleWords = 5;
    private readonly Dictionary<HardPage, string> _clusters;
    private readonly Dictionary<string, HardPage[]> _found;
    private readonly Dictionary<string, HardPage[]> _stories;
    private readonly List<(HardPage A, HardPage B)> _wrong;
    private readonly Dictionary<HardPage, HashSet<ulong>> _shingles = new(ReferenceEqualityComparer.Instance);

    public Judged(IReadOnlyList<HardPage> pages, IReadOnlyDictionary<string, FoundDocument> found)
    {
        _clusters = pages.ToDictionary(p => p, p => found.TryGetValue(p.Key, out FoundDocument? document) ? document.Cluster : "missing " + p.Key, (IEqualityComparer<HardPage>)ReferenceEqualityComparer.Instance);
        _found = pages.GroupBy(p => _clusters[p]).ToDictionary(g => g.Key, g => g.ToArray());
        _stories = pages.Where(p => p.Scored).GroupBy(p => p.Story).ToDictionary(g => g.Key, g => g.ToArray());
        _wrong = [.. _found.Values.SelectMany(c => Pairs([.. c.Where(p => p.Scored)])).Where(pair => pair.A.Story != pair.B.Story)];
    }

    public int WrongPairs(Func<HardPage, bool> of) => _wrong.Count(pair => of(pair.A) || of(pair.B));

    /// <summary>
    /// Share of the pairs of a page of the kind and a whole copy of its story that were found, so that a kind does not
    /// answer for the faults of others; where a story has no whole copy, of its pages among themselves. Null where there is none.
    /// </summary>
    public double? Recall(string kind)
    {
        int all = 0;
        int right = 0;
        foreach (HardPage[] story in _stories.Values)
        {
            bool whole = story.Any(p => p.Kind == "full");
            foreach ((HardPage a, HardPage b) in Pairs(story))
            {
                if (!((a.Kind == kind && (b.Kind == "full" || !whole)) || (b.Kind == kind && (a.Kind == "full" || !whole)))) continue;
                all++;
                if (_clusters[a] == _clusters[b]) right++;
            }
        }
        return all == 0 ? null : (double)right / all;
    }

    /// <summary>Pairs of members of one cluster that do not tell the same story and hardly resemble each other.</summary>
    public int UnlikeMembers(double below) => Unlike(below).Count();

    public void Show(int errors)
    {
        if (errors == 0) return;
        foreach (var merged in _wrong.GroupBy(pair => (_clusters[pair.A], pair.A.Kind, pair.B.Kind)).OrderByDescending(g => g.Count()).Take(errors))
        {
            (HardPage a, HardPage b) = merged.MinBy(pair => Resemblance(pair.A, pair.B));
            Console.WriteLine($"  wrong: {merged.Count()} pairs, cluster {merged.Key.Item1}: {Text(a, b)}");
        }
        // One line for the pages of a kind that a story misses, or one large story would fill the list.
        foreach (var missed in Missed().GroupBy(pair => (pair.A.Story, pair.A.Kind)).OrderByDescending(g => g.Max(pair => Resemblance(pair.A, pair.B))).Take(errors))
        {
            (HardPage a, HardPage b) = missed.MaxBy(pair => Resemblance(pair.A, pair.B));
            Console.WriteLine($"  missed: {missed.Count()} of {a.Story}: {Text(a, b)}");
        }
        foreach ((HardPage a, HardPage b) in Unlike(0.2).Where(pair => !pair.A.Scored || !pair.B.Scored).Take(errors)) Console.WriteLine($"  unlike: cluster {_clusters[a]}: {Text(a, b)}");
    }

    /// <summary>Each page apart from most of its story, beside the page there that it resembles most.</summary>
    private IEnumerable<(HardPage A, HardPage B)> Missed()
    {
        foreach (HardPage[] story in _stories.Values)
        {
            ILookup<string, HardPage> parts = story.ToLookup(p => _clusters[p]);
            if (parts.Count == 1) continue;
            HardPage[] main = [.. parts.OrderByDescending(part => part.Count()).ThenBy(part => part.Key, StringComparer.Ordinal).First()];
            foreach (HardPage page in story.Except(main)) yield return (page, main.MaxBy(other => Resemblance(page, other))!);
        }
    }

    private IEnumerable<(HardPage A, HardPage B)> Unlike(double below) => _found.Values.SelectMany(c => Pairs([.. c.Where(p => p.Kind != "unlabelled")]))
        .Where(pair => (pair.A.Story != pair.B.Story || pair.A.Kind == "drift") && Resemblance(pair.A, pair.B) < below);

    private string Text(HardPage a, HardPage b) =>
        $"{a.Key} ({a.Kind}) and {b.Key} ({b.Kind}), resemblance {Resemblance(a, b):0.00}: '{Short(a.Title)}' and '{Short(b.Title)}'";

    private static string Short(string title) => title.Length <= 60 ? title : title[..59] + "…";

    /// <summary>Of the true bodies, by words, without the engine's sketches.</summary>
    private double Resemblance(HardPage a, HardPage b)
    {
        HashSet<ulong> x = Shingles(a);
        HashSet<ulong> y = Shingles(b);
        int shared = x.Count < y.Count ? x.Count(y.Contains) : y.Count(x.Contains);
        return (double)shared / Math.Max(1, x.Count + y.Count - shared);
    }

    private HashSet<ulong> Shingles(HardPage page)
    {
        if (_shingles.TryGetValue(page, out HashSet<ulong>? set)) return set;
        ulong[] words = Tokenizer.Tokenize(page.Body);
        set = [];
        for (int i = 0; i + ShingleWords <= words.Length; i++)
        {
            ulong shingle = 0;
            for (int j = 0; j < ShingleWords; j++) shingle = (shingle * 0x9E3779B97F4A7C15) + words[i + j];
            set.Add(shingle);
        }
        return _shingles[page] = set;
    }

    private static IEnumerable<(HardPage A, HardPage B)> Pairs(HardPage[] pages)
    {
        for (int i = 0; i < pages.Length; i++)
        {
            for (int j = i + 1; j < pages.Length; j++) yield return (pages[i], pages[j]);
        }
    }
}
