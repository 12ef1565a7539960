using System.Data.Common;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>
/// Learns the chrome of every group whose pages have changed, and takes the articles of all stored pages that this concerns
/// again. The caller's transaction makes it all or nothing; after it every stored article is what the learned state gives.
/// </summary>
internal sealed class ChromePass(DbConnection connection, DedupOptions options, ChromeStore store, DocumentStore documents)
{
    private const int BatchPages = 256;

    /// <summary>Outlines, some hundred bytes each and 17 KB at most, that are read before they are looked at.</summary>
    private const int PagesAtOnce = 512;

    /// <summary>Groups of which the samples are read at once, and their pages as far as they are known: a sample of a large site is tens of megabytes.</summary>
    private const int ReadTogether = 16, PagesTogether = 2_000;

    /// <summary>Lines of samples that wait in memory to be learned from, some thirty bytes each while they are, and as many that are being learned from: with four times as many a WARC of 1 GB took 50 MB more.</summary>
    private const int WaitingLines = ChromeLearner.SampleLines / 4;

    /// <summary>Runs where anything waits.</summary>
    /// <param name="current">What was learned before.</param>
    /// <param name="variants">Where bodies are found.</param>
    /// <param name="bodies">Stores those that are new.</param>
    /// <returns>What is learned now: the same where nothing has changed.</returns>
    public LearnedChrome Run(LearnedChrome current, VariantStore variants, BodyWriter bodies)
    {
        IReadOnlySet<long>? touched = Learn();
        if (touched is null) return current;
        LearnedChrome learned = ChromeStore.All(connection);
        TakeAgain(Concerned(touched, current, learned), learned, variants, bodies);
        return learned;
    }

    /// <summary>Learns all groups that wait.</summary>
    /// <returns>The documents, in order, of which some line has become chrome of a group or ceased to be; null where nothing has changed.</returns>
    public IReadOnlySet<long>? Learn()
    {
        var touched = new SortedSet<long>();
        var parts = new List<LearnedGroup>();
        bool changed = false;
        store.Join();
        List<(long Group, long Pages)> pending = store.Pending();
        foreach (LearnedGroup learned in LearnChanged(pending).Where(learned => learned.IsChanged))
        {
            store.Replace(learned.Group, learned.Lines);
            changed |= learned.Differing.Count > 0;
            touched.UnionWith(learned.Touched);
            if (learned.IsPart && learned.Differing.Count > 0) parts.Add(learned);
        }
        touched.UnionWith(BeyondSamples(parts));
        if (pending.Count > 0) store.Done();
        return changed ? touched : null;
    }

    /// <summary>What each group teaches of which the sample has changed: one thread reads samples, some at a time, while others learn from those before.</summary>
    private IEnumerable<LearnedGroup> LearnChanged(List<(long Group, long Pages)> pending)
    {
        var waiting = new List<GroupSample>();
        Task<LearnedGroup[]> learning = Task.FromResult<LearnedGroup[]>([]);
        int lines = 0;
        foreach (List<long> part in Parts(pending))
        {
            Dictionary<long, byte[]> before = store.SampleHashes(part);
            foreach (GroupSample sample in store.Samples(part))
            {
                byte[] hash = sample.Hash();
                if (before.TryGetValue(sample.Group, out byte[]? had) && had.AsSpan().SequenceEqual(hash)) continue;
                store.Learned(sample.Group, hash, sample.Pages.Count);
                waiting.Add(sample);
                lines += sample.Lines;
                if (lines < WaitingLines) continue;
                foreach (LearnedGroup group in Begin(waiting)) yield return group;
                (waiting, lines) = ([], 0);
            }
        }
        foreach (LearnedGroup group in Begin(waiting)) yield return group;
        foreach (LearnedGroup group in learning.GetAwaiter().GetResult()) yield return group;

        // What those before have taught.
        LearnedGroup[] Begin(List<GroupSample> samples)
        {
            LearnedGroup[] learned = learning.GetAwaiter().GetResult();
            Dictionary<long, Dictionary<ulong, LearnedLine>> known = store.Lines([.. samples.Select(sample => sample.Group)]);
            learning = Task.Factory.StartNew(
                () => OfAll(samples, sample => LearnedGroup.Of(sample, known.GetValueOrDefault(sample.Group) ?? [])), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current);
            return learned;
        }
    }

    /// <summary>Documents of groups that are larger than their samples that have a line of which something has changed for one of these: each is read once, in the order in which they are stored.</summary>
    private IEnumerable<long> BeyondSamples(List<LearnedGroup> groups)
    {
        if (groups.Count == 0) return [];
        Dictionary<long, HashSet<ulong>> differing = groups.ToDictionary(group => group.Group, group => group.Differing);
        HashSet<ulong> any = [.. groups.SelectMany(group => group.Differing)];
        return store.Members(differing.Keys).Chunk(PagesAtOnce).SelectMany(documents => OfAll(store.Stored(documents), page =>
            PageOutline.HasLine(page.Outline, any) && page.Groups().Any(group => differing.TryGetValue(group, out HashSet<ulong>? lines) && PageOutline.HasLine(page.Outline, lines)) ? page.Document : 0)
            .Where(document => document != 0));
    }

    private static IEnumerable<List<long>> Parts(List<(long Group, long Pages)> pending)
    {
        var part = new List<long>();
        long pages = 0;
        foreach ((long group, long of) in pending)
        {
            if (part.Count == ReadTogether || (part.Count > 0 && pages + of > PagesTogether))
            {
                yield return part;
                (part, pages) = ([], 0);
            }
            part.Add(group);
            pages += of;
        }
        if (part.Count > 0) yield return part;
    }

    /// <summary>Documents of which some line that matters has become chrome, or ceased to be.</summary>
    private List<long> Concerned(IReadOnlySet<long> touched, LearnedChrome before, LearnedChrome after)
    {
        var concerned = new List<long>();
        foreach (long[] batch in touched.Chunk(BatchPages))
        {
            concerned.AddRange(OfAll([.. store.Outlines(batch)], page => Differ(page.Outline, before.Mark(page.Outline), after.Mark(page.Outline)) ? page.Document : 0).Where(document => document != 0));
        }
        return concerned;
    }

    /// <summary>What comes of each, in order; on threads of where the caller runs.</summary>
    private TResult[] OfAll<T, TResult>(List<T> items, Func<T, TResult> work)
    {
        var results = new TResult[items.Count];
        Parallel.For(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Ingest.Threads, TaskScheduler = TaskScheduler.Current }, i => results[i] = work(items[i]));
        return results;
    }

    private static bool Differ(PageOutline outline, ChromeMark?[]? before, ChromeMark?[]? after)
    {
        for (int i = 0; i < outline.Lines.Length; i++)
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
            (PreparedPage Prepared, StoredPage Stored)[] taken = OfAll([.. documents.Pages(batch)], stored => (TakeAgain(stored, sketchers.Value!), stored));
            variants.FindAhead(taken.Where(page => !page.Prepared.HasKnownBody).Select(page => page.Prepared.BodyHash));
            var left = new List<long>();
            foreach ((PreparedPage prepared, StoredPage stored) in taken)
            {
                long before = stored.Variant;
                long variant = prepared.HasKnownBody ? before : variants.Find(prepared.BodyHash) ?? bodies.Put(prepared);
                bool goesOn = stored.IsClustered && bodies.GoesOn(before, variant, prepared);
                if (!documents.Rework(prepared, variant, stored)) continue;
                bodies.GoOn(before, variant, goesOn);
                if (before != variant) left.Add(before);
            }
            bodies.Left(left);
        }
        bodies.SettleLosses();

        PreparedPage TakeAgain(StoredPage stored, Sketcher sketcher)
        {
            Page page = stored.ToPage();
            return PreparedPage.Of(ExtractedPage.Of(page, learned), stored.Hash, sketcher, options.Verification.MinimumWords, stored.Body(page));
        }
    }
}
