using Dedup.Engine.Check;
using Dedup.Engine.Ingest;
using Dedup.Engine.Judging;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Judging;

/// <summary>Words, pages, deletions and other keys in any order end in the same database.</summary>
public sealed class JudgedOrderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Words_bind_whether_they_came_before_or_after_the_pages_around_them(int seed)
    {
        List<Page> pages = [.. MadeWorld.Pages(seed, 14), .. Crawl.SamplePages().Take(40)];
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        List<(string A, string B, bool Same)> words = RandomWords(once, pages, seed);

        DedupOptions early = Crawl.Options(_folder, "early.db");
        var left = new List<(string A, string B, bool Same)>(words);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        foreach (Page[] part in Crawl.Shuffled(pages, seed).Chunk(17))
        {
            Crawl.Ingest(early, part);
            stored.UnionWith(part.Select(p => p.Key));
            // As soon as both pages are there.
            foreach ((string a, string b, bool same) in left.Where(w => stored.Contains(w.A) && stored.Contains(w.B)).ToList())
            {
                new Judge(early, TimeProvider.System).Link(b, a, same, "a reason", null);
                left.RemoveAll(w => w.A == a && w.B == b);
            }
        }
        WholeState.RequireSame(once, early, $"seed {seed}, words early");

        Crawl.Rebuild(early);
        WholeState.RequireSame(once, early, $"seed {seed}, rebuilt");
        RequireKept(early, words);

        // A third goes and comes back, as something else first.
        Page[] third = [.. Crawl.Shuffled(pages, seed + 100).Take(pages.Count / 3)];
        new Deleter(early, TimeProvider.System).Run(new DeleteRequest([.. third.Select(p => p.Key)], null), null, CancellationToken.None);
        Assert.Empty(DatabaseCheck.Run(early, TimeProvider.System, null).Parts.SelectMany(p => p.Examples));
        HashSet<string> gone = [.. third.Select(p => p.Key)];
        DedupOptions without = WithWords("without.db", pages.Where(p => !gone.Contains(p.Key)), words);
        WholeState.RequireSame(without, early, $"seed {seed}, a third deleted");
        Crawl.Ingest(early, third.Select((page, i) => page with { Text = pages[(i * 7) % pages.Count].Text }));
        Crawl.Ingest(early, third);
        WholeState.RequireSame(once, early, $"seed {seed}, a third returned");
        Assert.Empty(DatabaseCheck.Run(early, TimeProvider.System, null).Parts.SelectMany(p => p.Examples));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_document_of_another_key_is_as_if_it_had_had_it_from_the_beginning(int seed)
    {
        List<Page> pages = [.. MadeWorld.Pages(seed, 12), .. Crawl.SamplePages().Take(30)];
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, pages);
        List<(string A, string B, bool Same)> words = RandomWords(options, pages, seed);
        var random = new Random(seed);
        // A thin page among them, whose body is its key.
        Dictionary<string, string> other = pages.Where(_ => random.Next(4) == 0)
            .Append(pages.First(p => Crawl.Documents(options)[p.Key].Words == 0)).DistinctBy(p => p.Key)
            .ToDictionary(p => p.Key, p => $"{(char)('a' + random.Next(26))}/{p.Key}", StringComparer.Ordinal);
        Dictionary<string, long> ids = Ids(options);

        foreach ((string before, string after) in other) Assert.NotNull(new Rekeyer(options, TimeProvider.System).Run(before, after).Run);

        string Now(string key) => other.GetValueOrDefault(key, key);
        DedupOptions fresh = WithWords("fresh.db", pages.Select(p => p with { Key = Now(p.Key) }), [.. words.Select(w => (Now(w.A), Now(w.B), w.Same))]);
        WholeState.RequireSame(fresh, options, $"seed {seed}");
        Assert.Equal(ids.ToDictionary(i => Now(i.Key), i => i.Value).OrderBy(i => i.Key, StringComparer.Ordinal), Ids(options).OrderBy(i => i.Key, StringComparer.Ordinal));
        Assert.Empty(DatabaseCheck.Run(options, TimeProvider.System, null).Parts.SelectMany(p => p.Examples));
    }

    [Fact]
    public void A_key_that_is_taken_or_spoken_of_is_refused()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.SamplePages().Take(10));
        string[] keys = [.. Crawl.Documents(options).Keys.Take(3)];
        new Judge(options, TimeProvider.System).Link(keys[0], keys[1], true, "a reason", null);
        new Deleter(options, TimeProvider.System).Run(new DeleteRequest([keys[1]], null), null, CancellationToken.None);

        Assert.Contains("another document", Assert.Throws<DatabaseException>(() => new Rekeyer(options, TimeProvider.System).Run(keys[0], keys[2])).Message, StringComparison.Ordinal);
        Assert.Contains("dedup unlink", Assert.Throws<DatabaseException>(() => new Rekeyer(options, TimeProvider.System).Run(keys[2], keys[1])).Message, StringComparison.Ordinal);
        Assert.Null(new Rekeyer(options, TimeProvider.System).Run("nobody", "somebody").Run);
    }

    private DedupOptions WithWords(string name, IEnumerable<Page> pages, IReadOnlyList<(string A, string B, bool Same)> words)
    {
        DedupOptions options = Crawl.Options(_folder, name);
        // The words first: they wait for their pages.
        Crawl.Ingest(options, Crawl.Page("x", "x"));
        foreach ((string a, string b, bool same) in words)
        {
            (string first, string second) = StoredJudgement.Order(a, b);
            Crawl.Execute(options, $"INSERT INTO judgements VALUES ('{first}', '{second}', '{StoredJudgement.VerdictOf(same)}', 'a reason', NULL, '2026-01-01T00:00:00Z')");
        }
        Crawl.Ingest(options, pages);
        new Deleter(options, TimeProvider.System).Run(new DeleteRequest(["x"], null), null, CancellationToken.None);
        return options;
    }

    private static Dictionary<string, long> Ids(DedupOptions options) => Crawl.Documents(options).Keys
        .ToDictionary(key => key, key => Crawl.Scalar<long>(options, $"SELECT id FROM documents WHERE key = '{key}'"), StringComparer.Ordinal);

    /// <summary>Words within clusters and across them; those that contradict others are left out.</summary>
    private static List<(string A, string B, bool Same)> RandomWords(DedupOptions options, List<Page> pages, int seed)
    {
        var random = new Random(seed);
        var documents = Crawl.Documents(options);
        var words = new List<(string A, string B, bool Same)>();
        for (int i = 0; i < 16; i++)
        {
            string a = pages[random.Next(pages.Count)].Key;
            string[] together = [.. documents.Values.Where(d => d.Cluster == documents[a].Cluster && d.Key != a).Select(d => d.Key)];
            bool same = i % 2 == 0 || together.Length == 0;
            string b = same ? pages[random.Next(pages.Count)].Key : together[random.Next(together.Length)];
            if (a == b) continue;
            try
            {
                new Judge(options, TimeProvider.System).Link(a, b, same, "a reason", null);
                words.Add((a, b, same));
            }
            catch (DatabaseException e) when (e.Message.Contains("cannot be", StringComparison.Ordinal))
            {
            }
        }
        Assert.True(words.Count(w => w.Same) > 2 && words.Any(w => !w.Same));
        return words;
    }

    private static void RequireKept(DedupOptions options, List<(string A, string B, bool Same)> words)
    {
        var documents = Crawl.Documents(options);
        Assert.All(words, w => Assert.Equal(w.Same, documents[w.A].Cluster == documents[w.B].Cluster));
    }
}
