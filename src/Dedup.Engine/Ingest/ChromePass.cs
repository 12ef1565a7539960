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

    /// <summary>Of the bodies that are worked out together: for each so many of them a group is read with others, and for each so many a page of these, as far as they are known.</summary>
    private const int BodiesAGroup = 250, BodiesAPage = 2;

    /// <summary>
    /// Lines of samples that wait in memory to be learned from, some thirty bytes each, and as much again for each that is being learned from:
    /// with four times as many a WARC of 1 GB took 50 MB more.
    /// </summary>
    private const int WaitingLines = ChromeLearner.SampleLines / 4;

    /// <summary>Threads beside the writer: each has a connection, and the sample of a large site in memory. Of a database larger than memory they wait for the disk most of the time, however few processors there are.</summary>
    private const int MostReaders = 4;

    /// <summary>Runs where anything waits.</summary>
    /// <param name="current">What was learned before.</param>
    /// <param name="variants">Where bodies are found.</param>
    /// <param name="bodies">Stores those that are new.</param>
    /// <returns>What is learned now: the same where nothing has changed.</returns>
    public LearnedChrome Run(LearnedChrome current, VariantStore variants, BodyWriter bodies)
    {
        LearnedChrome learned;
        List<long> concerned;
        using (ChromeReaders readers = Join(out List<List<long>> parts))
        {
            if (Learn(parts, readers) is not { IsChanged: true } what) return current;
            learned = ChromeReader.All(connection);
            what.Touched.UnionWith(BeyondSamples(what.Large, readers));
            concerned = Concerned(what.Touched, current, learned, readers);
        }
        TakeAgain(concerned, learned, variants, bodies);
        return learned;
    }

    /// <summary>Learns all groups that wait.</summary>
    /// <returns>Whether some line has become chrome of a group or ceased to be.</returns>
    public bool Learn()
    {
        using ChromeReaders readers = Join(out List<List<long>> parts);
        return Learn(parts, readers).IsChanged;
    }

    /// <summary>New pages take their place in their groups.</summary>
    /// <param name="parts">The groups that wait, some at a time.</param>
    /// <returns>Who reads.</returns>
    private ChromeReaders Join(out List<List<long>> parts)
    {
        long joined = store.Join();
        List<PendingGroup> pending = store.Pending();
        parts = [.. Parts(pending)];
        int readers = Math.Min(MostReaders, parts.Count);
        if (between is null || options.Ingest.Threads < 2 || readers < 2 || joined + pending.Sum(group => group.Pages) <= options.BodiesTogether) return ChromeReaders.Of(connection);
        between.CommitAndGoOn();
        return ChromeReaders.Beside(options, readers);
    }

    /// <returns>Whether anything has changed, the documents of samples that have a line of which it has, and the groups that may have others.</returns>
    private (bool IsChanged, HashSet<long> Touched, List<LearnedGroup> Large) Learn(List<List<long>> parts, ChromeReaders readers)
    {
        bool changed = false;
        var touched = new HashSet<long>();
        var large = new List<LearnedGroup>();
        // One who is alone with it has all threads for what is learned, and so all parts at once.
        IEnumerable<IEnumerable<List<long>>> shares = readers.AreBeside ? parts.Select(part => new[] { part }) : [parts];
        foreach (LearnedGroup learned in readers.Spread(shares, (reader, share) => LearnChanged(reader, share, readers)))
        {
            store.Learned(learned.Group, learned.SampleHash, learned.SamplePages);
            if (!learned.IsChanged) continue;
            store.Replace(learned.Group, learned.Lines);
            changed |= learned.Differing.Count > 0;
            touched.UnionWith(learned.Touched);
            if (learned.IsPart && learned.Differing.Count > 0) large.Add(learned);
        }
        if (parts.Count > 0) store.Done();
        return (changed, touched, large);
    }

    /// <summary>What each of some groups teaches of which the sample has changed.</summary>
    private IEnumerable<LearnedGroup> LearnChanged(ChromeReader reader, IEnumerable<List<long>> parts, ChromeReaders readers)
    {
        var waiting = new List<GroupSample>();
        int lines = 0;
        // Of one that was learned last: a site and its menu's line mostly have the same pages.
        (UInt128 Hash, IReadOnlyList<LearnedLine> Lines)? last = null;
        foreach (List<long> part in parts)
        {
            Dictionary<long, UInt128> before = reader.SampleHashes(part);
            foreach (GroupSample sample in reader.Samples(part))
            {
                if (before.TryGetValue(sample.Group, out UInt128 had) && had == sample.Hash) continue;
                waiting.Add(sample);
                // Those of one sample follow one another, and are learned from once.
                if (waiting.Count == 1 || waiting[^2].Hash != sample.Hash) lines += sample.Lines;
                if (lines < WaitingLines / readers.Count) continue;
                foreach (LearnedGroup group in All()) yield return group;
                (waiting, lines) = ([], 0);
            }
        }
        foreach (LearnedGroup group in All()) yield return group;

        LearnedGroup[] All()
        {
            if (waiting.Count == 0) return [];
            List<GroupSample> samples = [.. waiting.DistinctBy(sample => sample.Hash)];
            (UInt128 Hash, IReadOnlyList<LearnedLine> Lines)[] learned = readers.AreBeside ? [.. samples.Select(Learn)] : OfAll(samples, Learn);
            last = learned[^1];
            var taught = learned.ToDictionary(of => of.Hash, of => of.Lines);
            Dictionary<long, Dictionary<ulong, LearnedLine>> known = reader.Lines([.. waiting.Select(sample => sample.Group)]);
            LearnedGroup Changed(GroupSample sample) => LearnedGroup.Of(sample, taught[sample.Hash], known.GetValueOrDefault(sample.Group) ?? []);
            return readers.AreBeside ? [.. waiting.Select(Changed)] : OfAll(waiting, Changed);
        }

        (UInt128, IReadOnlyList<LearnedLine>) Learn(GroupSample sample) => (sample.Hash, last is { } same && same.Hash == sample.Hash ? same.Lines : ChromeLearner.Learn(sample.Pages));
    }

    /// <summary>Documents of groups that are larger than their samples that have a line of which something has changed for one of these: each is read once.</summary>
    private static IEnumerable<long> BeyondSamples(List<LearnedGroup> groups, ChromeReaders readers)
    {
        if (groups.Count == 0) return [];
        Dictionary<long, HashSet<ulong>> differing = groups.ToDictionary(group => group.Group, group => group.Differing);
        HashSet<ulong> any = [.. groups.SelectMany(group => group.Differing)];
        return readers.Spread(readers.Members(differing.Keys).Chunk(PagesAtOnce), (reader, some) => reader.Having(some, any, differing));
    }

    /// <summary>The groups some at a time; those of nearly the same pages stay together, so that one reader has them in memory.</summary>
    private IEnumerable<List<long>> Parts(List<PendingGroup> pending)
    {
        (int groups, int most) = (Math.Max(1, options.BodiesTogether / BodiesAGroup), options.BodiesTogether / BodiesAPage);
        var part = new List<long>();
        long pages = 0;
        long? first = null;
        foreach (PendingGroup group in pending)
        {
            if ((group.First is null || group.First != first) && (part.Count >= groups || (part.Count > 0 && pages + group.Pages > most)))
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
