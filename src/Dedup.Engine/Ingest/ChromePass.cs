using System.IO.Hashing;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Ingest;

/// <summary>
/// Learns the chrome of every group whose pages have changed, and takes the articles of all stored pages that this concerns
/// again. The caller's transaction makes it all or nothing; after it every stored article is what the learned state gives.
/// </summary>
internal sealed class ChromePass(SqliteConnection connection, DedupOptions options, ChromeStore store, DocumentStore documents)
{
    private const int BatchPages = 256;

    /// <summary>Lines of samples that wait in memory to be learned from, eight bytes each.</summary>
    private const int WaitingLines = 2 * ChromeLearner.SampleLines;

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
        foreach ((long group, IReadOnlyList<LearnedLine> now) in LearnChanged(pending))
        {
            Dictionary<ulong, LearnedLine> old = ChromeStore.Lines(connection, group);
            if (old.Count == now.Count && now.All(line => old.TryGetValue(line.Key, out LearnedLine? known) && known == line)) continue;
            store.Replace(group, now);
            HashSet<ulong> lines = [.. now.Where(line => !old.TryGetValue(line.Key, out LearnedLine? known) || known.Fixed != line.Fixed).Select(line => line.Key)];
            lines.UnionWith(old.Keys.Except(now.Select(line => line.Key)));
            if (lines.Count > 0) changed[group] = lines;
        }
        if (pending.Count > 0) store.Done();
        return changed;
    }

    /// <summary>What each group teaches of which the sample has changed: one thread reads the samples, some at a time, all learn.</summary>
    private IEnumerable<(long Group, IReadOnlyList<LearnedLine> Lines)> LearnChanged(List<long> pending)
    {
        var samples = new List<(long Group, List<SampledPage> Sample)>();
        int lines = 0;
        for (int i = 0; i < pending.Count; i++)
        {
            List<SampledPage> sample = ChromeStore.Sample(connection, pending[i]);
            byte[] hash = Hash(sample);
            if (!(store.SampleHash(pending[i]) is byte[] before && before.AsSpan().SequenceEqual(hash)))
            {
                store.Learned(pending[i], hash, sample.Count);
                samples.Add((pending[i], sample));
                lines += sample.Sum(page => page.Outline.Lines.Count);
            }
            if (lines < WaitingLines && i < pending.Count - 1) continue;
            (long Group, IReadOnlyList<LearnedLine> Lines)[] learned =
                [.. samples.AsParallel().AsOrdered().WithDegreeOfParallelism(options.Ingest.Threads).Select(group => (group.Group, ChromeLearner.Learn(group.Sample)))];
            samples.Clear();
            lines = 0;
            foreach ((long Group, IReadOnlyList<LearnedLine> Lines) group in learned) yield return group;
        }
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
                .Select(stored => (TakeAgain(stored, sketchers.Value!), stored.Variant)))
            {
                long variant = prepared.HasKnownBody ? before : variants.Find(prepared.BodyHash) ?? bodies.Put(prepared);
                bool goesOn = bodies.GoesOn(before, variant, prepared);
                (bool body, bool fields) = documents.Rework(prepared, variant);
                if (body || fields) bodies.Moved(before, variant, goesOn);
            }
        }
        bodies.SettleLosses();

        PreparedPage TakeAgain(StoredPage stored, Sketcher sketcher)
        {
            Page page = stored.ToPage();
            return PreparedPage.Of(ExtractedPage.Of(page, learned), stored.Hash, sketcher, options.Verification.MinimumWords, stored.Body(page));
        }
    }
}
