using Dapper;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <content>Takes pages in.</content>
internal sealed partial class WriteSession
{
    /// <summary>After so long what was stored is committed: others wait to see it, and a process that is killed loses no more.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(1);

    /// <summary>Stores the items, several prepared batches in a transaction as long as the next ones are under way; on cancellation what is stored is committed and the others are given back.</summary>
    /// <param name="items">What was read.</param>
    /// <param name="runOf">The run that an item belongs to; called in the transaction, once for each and in order.</param>
    /// <param name="rejected">Called with every rejection.</param>
    /// <param name="ended">Called in the transaction with a file that has been read to its end as it was listed, and its run.</param>
    /// <param name="stored">Called after each transaction.</param>
    /// <param name="cancellation">Stops between prepared batches.</param>
    public void Take(
        IEnumerable<SourceItem> items, Func<SourceItem, IngestRun> runOf, Action<Rejection>? rejected, Action<SourceFile, IngestRun>? ended,
        Action? stored, CancellationToken cancellation)
    {
        bool any = Connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM documents)") != 0;
        var taking = new Taking(runOf, rejected, ended);
        WriteTransaction? transaction = null;
        (int pages, long began, bool isWhole) = (0, 0, true);
        try
        {
            foreach ((PipelineEntry[] entries, bool isFollowed) in new PagePipeline(_options, () => _chrome, skipStored: any).Prepare(items.Select(item => item.Storable()), cancellation))
            {
                isWhole = false;
                if (transaction is null) (transaction, pages, began) = (new WriteTransaction(Connection), 0, _clock.GetTimestamp());
                Take(entries, taking);
                pages += entries.Length;
                // What was learned is asked by others at once, who know the bodies by what is committed.
                bool learned = _stored >= _learnAt;
                if (learned) LearnOnTheWay(transaction);
                if (learned || !isFollowed || pages >= _options.Ingest.BatchPages || _clock.GetElapsedTime(began) >= LongestTransaction) Commit();
                isWhole = true;
            }
        }
        catch (Exception) when (isWhole && transaction is not null)
        {
            // It came between two batches: what is stored is whole.
            Commit();
            throw;
        }
        finally
        {
            transaction?.Dispose();
        }

        void Commit()
        {
            transaction!.Commit();
            transaction = null;
            stored?.Invoke();
        }
    }

    private void Take(PipelineEntry[] batch, Taking taking)
    {
        IngestRun[] runs = [.. batch.Select(entry => taking.RunOf(entry.Item))];
        Documents.FindAhead(batch.Zip(runs).Where(pair => pair.First.Item.Page is not null).Select(pair => (pair.First.Item.Page!.Key, pair.Second.Id)));
        Variants.FindAhead(batch.Where(entry => entry.Prepared is not null).Select(entry => entry.Prepared!.BodyHash));
        var touched = new Dictionary<IngestRun, Dictionary<SourceFile, (long Line, bool Done)>>(ReferenceEqualityComparer.Instance);
        foreach ((PipelineEntry entry, IngestRun run) in batch.Zip(runs))
        {
            SourceItem item = entry.Item;
            if (!touched.TryGetValue(run, out Dictionary<SourceFile, (long Line, bool Done)>? files)) touched[run] = files = [];
            string source = item.File?.FullPath ?? PageSource.StandardInputName;
            if (!taking.Begun || taking.Current != item.File)
            {
                (taking.Begun, taking.Current, taking.Unreadable) = (true, item.File, false);
                if (item.File is null || !Runs.HasMark(run.Id, item.File)) Runs.ClearRejections(source, item.File?.Place ?? source);
                else if (!item.IsEnd) run.Counts.Withdraw(Runs.WithdrawUnreadable(run.Id, source));
            }
            if (item.File is SourceFile file)
            {
                if (!item.IsEnd) taking.Unreadable = item.Rejection?.MayPass ?? false;
                // A file that was being written while it was read is not done.
                bool done = item.IsEnd && !taking.Unreadable && file.IsUnchanged();
                // A page that is a whole file stands for its first line (of an archive's records the first begins at byte 1): the file's end may come in a later batch, or never.
                long line = item.IsEnd || taking.Unreadable ? item.Line : Math.Max(item.Line, 1);
                files[file] = (Math.Max(line, files.GetValueOrDefault(file).Line), done);
                if (done) taking.Ended?.Invoke(file, run);
            }
            if (item.IsEnd) continue;
            run.Counts.Pages++;
            Rejection? rejection = entry.Rejection ?? Store(entry, run);
            if (rejection is null) continue;
            run.Counts.Rejected++;
            Runs.Reject(run.Id, source, item.Line, rejection.Reason);
            taking.Rejected?.Invoke(rejection);
        }
        Bodies.SettleLosses();
        foreach ((IngestRun run, Dictionary<SourceFile, (long Line, bool Done)> files) in touched)
        {
            foreach ((SourceFile file, (long line, bool done)) in files) Runs.Mark(run.Id, file, line, done);
            Runs.Update(run);
        }
        Say($"storing {batch[^1].Item.Page?.Place ?? batch[^1].Item.File?.Place ?? PageSource.StandardInputName}");
    }

    /// <summary>Pages to come are read with what those before them teach; the end of the run finds little that has changed since.</summary>
    private void LearnOnTheWay(WriteTransaction transaction)
    {
        Learn(transaction);
        // Each time it costs as much as the pages that are stored.
        while (_learnAt <= _stored) _learnAt *= 4;
    }

    /// <summary>Stores a page in the place of what stood under its key.</summary>
    /// <returns>Why it cannot be stored, or null.</returns>
    private Rejection? Store(in PipelineEntry entry, IngestRun run)
    {
        Page page = entry.Item.Page!;
        DocumentStore.Stored? existing = Documents.Find(page.Key, run.Id);
        bool isStored = existing is not null && Blobs.ToHash(existing.PageHash) == entry.PageHash;
        int later = existing is not null && !isStored && page.Fetched is string now && Documents.Fetched(existing) is string was ? string.CompareOrdinal(now, was) : 0;
        // The same capture may come again behind an earlier one.
        if (existing is { SeenInRun: true } && later == 0 && !(isStored && page.Fetched is not null))
            return new Rejection(page.Place, $"key '{page.Key}' was taken in this run by {existing.Place}, and no fetching time says which is the later capture; give each source a name with --source");
        if (isStored)
        {
            run.Counts.Unchanged++;
            Documents.MarkUnchanged(existing!, page.Place, run.Id);
            return null;
        }
        // Of several captures the last one stays, whatever order they come in.
        if (later < 0)
        {
            run.Counts.Unchanged++;
            if (Documents.MarkEarlier(existing!, page.Fetched!, run.Id)) Variants.MarkPending(existing!.VariantId);
            return null;
        }
        // Stored as it was when the pipeline looked, and overwritten since by a page of the same key; or prepared before more was learned.
        PreparedPage prepared;
        try
        {
            prepared = entry.Prepared is { } ready && ReferenceEquals(ready.Chrome, _chrome)
                ? ready
                : PreparedPage.Of(ExtractedPage.Of(page, _chrome), entry.PageHash, _sketcher.Value, _options.Verification.MinimumWords);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Rejection(page.Place, PagePreparer.Failure(e));
        }
        long variant = Variants.Find(prepared.BodyHash) ?? Bodies.Put(prepared);
        bool goesOn = existing is not null && Bodies.GoesOn(existing.VariantId, variant, prepared);
        long document = Documents.Put(prepared, variant, run.Id, existing?.Id);
        ChromeStore.Put(document, page.Key, prepared.StoredOutline, prepared.Groups, isNew: existing is null);
        Variants.MarkPending(variant);
        _stored++;
        if (existing is null)
        {
            run.Counts.Added++;
            return null;
        }
        run.Counts.Changed++;
        if (page.IsNamedByPlace && !Overwritten.IsSameFile(existing.Place, page.Place)) run.Overwrite(new Overwritten(page.Key, existing.Place, page.Place));
        Bodies.Moved(existing.VariantId, variant, goesOn);
        return null;
    }

    /// <summary>How far the items have been taken, and who is told of what.</summary>
    private sealed class Taking(Func<SourceItem, IngestRun> runOf, Action<Rejection>? rejected, Action<SourceFile, IngestRun>? ended)
    {
        public Func<SourceItem, IngestRun> RunOf { get; } = runOf;

        public Action<Rejection>? Rejected { get; } = rejected;

        public Action<SourceFile, IngestRun>? Ended { get; } = ended;

        /// <summary>Whether any item was taken.</summary>
        public bool Begun { get; set; }

        /// <summary>The file of the last item.</summary>
        public SourceFile? Current { get; set; }

        /// <summary>Whether it could not be read to its end.</summary>
        public bool Unreadable { get; set; }
    }
}
