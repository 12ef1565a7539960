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
/// <param name="connection">The writer's.</param>
/// <param name="options">How pages are taken in.</param>
/// <param name="store">Stores what is learned.</param>
/// <param name="documents">The pages.</param>
/// <param name="between">The caller's transaction, where what it has written before may be committed: then, where there is much to read, others read beside the writer; null where nothing may.</param>
internal sealed class ChromePass(DbConnection connection, DedupOptions options, ChromeStore store, DocumentStore documents, WriteTransaction? between = null)
{
    private const int BatchPages = 256;

    /// <summary>Outlines, some hundred bytes each and 17 KB at most, that are read before they are looked at.</summary>
    private const int PagesAtOnce = 512;

    /// <summary>Groups of which the samples are read at once, and their pages as far as they are known: a sample of a large site is tens of megabytes.</summary>
    private const int ReadTogether = 16, PagesTogether = 2_000;

    /// <summary>Lines of samples that wait in memory to be learned from, some thirty bytes each while they are: with four times as many a WARC of 1 GB took 50 MB more.</summary>
    private const int WaitingLines = ChromeLearner.SampleLines / 4;

    /// <summary>Runs where anything waits.</summary>
    /// <param name="current">What was learned before.</param>
    /// <param name="variants">Where bodies are found.</param>
    /// <param name="bodies">Stores those that are new.</param>
    /// <returns>What is learned now: the same where nothing has changed.</returns>
    public LearnedChrome Run(LearnedChrome current, VariantStore variants, BodyWriter bodies)
    {
        List<PendingGroup> pending = Join(out ChromeReaders readers);
        using ChromeReaders reading = readers;
        IReadOnlyCollection<long>? touched = Learn(pending, readers);
        if (touched is null) return current;
        LearnedChrome learned = ChromeReader.All(connection);
        TakeAgain(Concerned(touched, current, learned, readers), learned, variants, bodies);
        return learned;
    }

    /// <summary>Learns all groups that wait.</summary>
    /// <returns>Whether some line has become chrome of a group or ceased to be.</returns>
    public bool Learn()
    {
        List<PendingGroup> pending = Join(out ChromeReaders readers);
        using ChromeReaders reading = readers;
        return Learn(pending, readers) is not null;
    }

    /// <summary>New pages take their place in their groups.</summary>
    /// <returns>The groups that wait.</returns>
    private List<PendingGroup> Join(out ChromeReaders readers)
    {
        long joined = store.Join();
        List<PendingGroup> pending = store.Pending();
        bool isMuch = joined + pending.Sum(group => group.Pages) > options.BodiesTogether;
        if (between is not null && isMuch) between.CommitAndGoOn();
        readers = between is not null && isMuch ? ChromeReaders.Beside(options) : ChromeReaders.Of(connection);
        return pending;
    }

    /// <returns>The documents of which some line has become chrome of a group or ceased to be; null where nothing has changed.</returns>
    private HashSet<long>? Learn(List<PendingGroup> pending, ChromeReaders readers)
    {
        var touched = new HashSet<long>();
        var parts = new List<LearnedGroup>();
        bool changed = false;
        foreach (LearnedGroup learned in readers.Spread(Parts(pending), (reader, part) => LearnChanged(reader, part, alone: readers.AreBeside)))
        {
            store.Learned(learned.Group, learned.SampleHash, learned.SamplePages);
            if (!learned.IsChanged) continue;
            store.Replace(learned.Group, learned.Lines);
            changed |= learned.Differing.Count > 0;
            touched.UnionWith(learned.Touched);
            if (learned.IsPart && learned.Differing.Count > 0) parts.Add(learned);
        }
        touched.UnionWith(BeyondSamples(parts, readers));
        if (pending.Count > 0) store.Done();
        return changed ? touched : null;
    }

    /// <summary>What each of some groups teaches of which the sample has changed.</summary>
    /// <param name="reader">Reads the samples.</param>
    /// <param name="part">The groups.</param>
    /// <param name="alone">Whether one thread does it, beside others that do the same; or all for this one.</param>
    private IEnumerable<LearnedGroup> LearnChanged(ChromeReader reader, List<long> part, bool alone)
    {
        var waiting = new List<(GroupSample Sample, byte[] Hash)>();
        int lines = 0;
        Dictionary<long, byte[]> before = reader.SampleHashes(part);
        foreach (GroupSample sample in reader.Samples(part))
        {
            byte[] hash = sample.Hash();
            if (before.TryGetValue(sample.Group, out byte[]? had) && had.AsSpan().SequenceEqual(hash)) continue;
            waiting.Add((sample, hash));
            lines += sample.Lines;
            if (!alone && lines < WaitingLines) continue;
            foreach (LearnedGroup group in All()) yield return group;
            (waiting, lines) = ([], 0);
        }
        foreach (LearnedGroup group in All()) yield return group;

        LearnedGroup[] All()
        {
            if (waiting.Count == 0) return [];
            Dictionary<long, Dictionary<ulong, LearnedLine>> known = reader.Lines([.. waiting.Select(of => of.Sample.Group)]);
            LearnedGroup Learn((GroupSample Sample, byte[] Hash) of) => LearnedGroup.Of(of.Sample, of.Hash, known.GetValueOrDefault(of.Sample.Group) ?? []);
            return alone ? [.. waiting.Select(Learn)] : OfAll(waiting, Learn);
        }
    }

    /// <summary>Documents of groups that are larger than their samples that have a line of which something has changed for one of these: each is read once.</summary>
    private static IEnumerable<long> BeyondSamples(List<LearnedGroup> groups, ChromeReaders readers)
    {
        if (groups.Count == 0) return [];
        Dictionary<long, HashSet<ulong>> differing = groups.ToDictionary(group => group.Group, group => group.Differing);
        HashSet<ulong> any = [.. groups.SelectMany(group => group.Differing)];
        bool Has(StoredOutline page) => PageOutline.HasLine(page.Outline, any)
            && page.Groups().Any(group => differing.TryGetValue(group, out HashSet<ulong>? lines) && PageOutline.HasLine(page.Outline, lines));
        return readers.Spread(readers.Members(differing.Keys).Chunk(PagesAtOnce), (reader, some) => reader.Stored(some).Where(Has).Select(page => page.Document));
    }

    /// <summary>The groups some at a time; those of nearly the same pages stay together, so that one reader has them in memory.</summary>
    private static IEnumerable<List<long>> Parts(List<PendingGroup> pending)
    {
        var part = new List<long>();
        long pages = 0;
        long? first = null;
        foreach (PendingGroup group in pending)
        {
            if (group.First != first && (part.Count >= ReadTogether || (part.Count > 0 && pages + group.Pages > PagesTogether)))
            {
                yield return part;
                (part, pages) = ([], 0);
            }
            part.Add(group.Group);
            pages += group.Pages;
            first = group.First;
        }
        if (part.Count > 0) yield return part;
    }

    /// <summary>Documents, in order, of which some line that matters has become chrome, or ceased to be.</summary>
    private static List<long> Concerned(IReadOnlyCollection<long> touched, LearnedChrome before, LearnedChrome after, ChromeReaders readers)
    {
        List<long> concerned = [.. readers.Spread(touched.Order().Chunk(PagesAtOnce), (reader, some) =>
            reader.Outlines(some).Where(page => Differ(page.Outline, before.Mark(page.Outline), after.Mark(page.Outline))).Select(page => page.Document))];
        concerned.Sort();
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
