using System.IO.Hashing;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Ingest;

/// <summary>
/// Learns the chrome of every group whose pages have changed, and takes the articles of all stored pages that this concerns
/// again. The caller's transaction makes it all or nothing; after it every stored article is what the learned state gives.
/// </summary>
internal sealed class ChromePass(SqliteConnection connection, DedupOptions options, ChromeStore store, DocumentStore documents, RecentReadings? readings = null)
{
    private const int BatchPages = 256;

    /// <summary>Runs where anything waits.</summary>
    /// <param name="current">What was learned before.</param>
    /// <param name="variants">Where bodies are found.</param>
    /// <param name="bodies">Stores those that are new.</param>
    /// <returns>What is learned now: the same where nothing has changed.</returns>
    public LearnedChrome Run(LearnedChrome current, VariantStore variants, BodyWriter bodies)
    {
        Dictionary<long, HashSet<ulong>> changed = Learn();
        if (changed.Count == 0) return current;
        LearnedChrome learned = ChromeStore.All(connection);
        TakeAgain(Concerned(changed, current, learned), learned, variants, bodies);
        return learned;
    }

    /// <summary>Learns all groups that wait.</summary>
    /// <returns>The lines of each group that have become chrome, or ceased to be.</returns>
    public Dictionary<long, HashSet<ulong>> Learn()
    {
        var changed = new Dictionary<long, HashSet<ulong>>();
        List<long> pending = store.Pending();
        foreach (long group in pending)
        {
            List<SampledPage> sample = ChromeStore.Sample(connection, group);
            byte[] hash = Hash(sample);
            if (store.SampleHash(group) is byte[] before && before.AsSpan().SequenceEqual(hash)) continue;
            store.Learned(group, hash, sample.Count);
            Dictionary<ulong, LearnedLine> old = ChromeStore.Lines(connection, group);
            IReadOnlyList<LearnedLine> now = ChromeLearner.Learn(sample);
            if (old.Count == now.Count && now.All(line => old.TryGetValue(line.Key, out LearnedLine known) && known == line)) continue;
            store.Replace(group, now);
            HashSet<ulong> lines = [.. now.Where(line => !old.TryGetValue(line.Key, out LearnedLine known) || known.Fixed != line.Fixed).Select(line => line.Key)];
            lines.UnionWith(old.Keys.Except(now.Select(line => line.Key)));
            if (lines.Count > 0) changed[group] = lines;
        }
        if (pending.Count > 0) store.Done();
        return changed;
    }

    private static byte[] Hash(List<SampledPage> sample)
    {
        var hash = new XxHash128();
        foreach (SampledPage page in sample)
        {
            hash.Append(BitConverter.GetBytes(page.Document));
            hash.Append(page.Outline.ToBlob());
        }
        return hash.GetCurrentHash();
    }

    /// <summary>Documents of which some line that matters has become chrome, or ceased to be.</summary>
    private List<long> Concerned(Dictionary<long, HashSet<ulong>> changed, LearnedChrome before, LearnedChrome after)
    {
        var candidates = new SortedSet<long>();
        foreach ((long group, HashSet<ulong> lines) in changed)
        {
            foreach ((long document, PageOutline outline) in store.Members(group))
            {
                if (!candidates.Contains(document) && outline.Lines.Any(lines.Contains)) candidates.Add(document);
            }
        }
        var concerned = new List<long>();
        foreach (long[] batch in candidates.Chunk(BatchPages))
        {
            foreach ((long document, PageOutline outline) in store.Outlines(batch))
            {
                if (Differ(outline, before.Mark(outline), after.Mark(outline))) concerned.Add(document);
            }
        }
        return concerned;
    }

    private static bool Differ(PageOutline outline, ChromeMark?[]? before, ChromeMark?[]? after)
    {
        for (int i = 0; i < outline.Lines.Count; i++)
        {
            if ((before?[i] is null) != (after?[i] is null) && outline.IsOpen(i)) return true;
        }
        return false;
    }

    private void TakeAgain(List<long> concerned, LearnedChrome learned, VariantStore variants, BodyWriter bodies)
    {
        using var sketchers = new ThreadLocal<Sketcher>(() => new Sketcher(options.Sketch.Scheme));
        foreach (long[] batch in concerned.Chunk(BatchPages))
        {
            foreach ((PreparedPage prepared, long before) in documents.Pages(batch).AsParallel().AsOrdered()
                .Select(stored => (PreparedPage.Prepare(stored.Page, stored.Hash, sketchers.Value!, options.Verification.MinimumWords, learned, stored.Body, readings?.Find(stored.Document, stored.Hash)), stored.Variant)))
            {
                long variant = prepared.HasKnownBody ? before : variants.Find(prepared.BodyHash) ?? bodies.Put(prepared);
                bool goesOn = bodies.GoesOn(before, variant, prepared);
                (bool body, bool fields) = documents.Rework(prepared, variant);
                if (body || fields) bodies.Moved(before, variant, goesOn);
            }
        }
        bodies.SettleLosses();
    }
}
