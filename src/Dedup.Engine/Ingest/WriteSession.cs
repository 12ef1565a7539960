using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Core.Sketches;
using Dedup.Engine.Clustering;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>A database opened for writing, with its candidate index in memory: takes in pages and works out clusters.</summary>
/// <remarks>
/// Pages go through in batches, in the order in which they were read; those of a transaction stand there with their documents,
/// sketches, rejections and how far each file has been read, so that no page is read twice after an interruption. Links and
/// clusters are worked out when all pages are stored; what waits for them is stored too. Memory is bounded by a few batches, a few million words of bodies that are being compared, the candidate index and the shingle cache.
/// </remarks>
internal sealed partial class WriteSession : IDisposable
{
    private readonly DedupOptions _options;
    private readonly TimeProvider _clock;
    private readonly IDisposable _lock;
    private readonly BodyComparer _comparer;
    private readonly Lazy<Sketcher> _sketcher;
    // Read by the threads that prepare pages ahead.
    private volatile LearnedChrome _chrome;
    private long _stored;
    private long _learnAt;

    /// <summary>Takes the writer's lock, opens the file and takes up the index.</summary>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public WriteSession(DedupOptions options, TimeProvider clock, string command)
    {
        _options = options;
        _clock = clock;
        _sketcher = new Lazy<Sketcher>(() => new Sketcher(options.Sketch.Scheme));
        options.Store.RequireOurs();
        _lock = options.Store.TakeWriter();
        try
        {
            Connection = options.Store.OpenForWriting();
            StoredSettings.Require(Connection, options);
            // What a killed writer was saving.
            IndexFile.DeletePartial(options.Store.Files);
            WriterRecord.Sign(Connection, command, "starting", Now());
            Runs = new RunStore(Connection);
            Runs.ForgetAbandoned();
            Documents = new DocumentStore(Connection);
            Variants = new VariantStore(Connection);
            _comparer = BodyComparer.ForWriting(Variants, options);
            Bodies = new BodyWriter(Variants, _comparer);
            ChromeStore = new ChromeStore(Connection);
            // A few pages touch most groups: to learn them again costs as much as the pages that are stored already, and is done when there are four times as many.
            _learnAt = Math.Max(options.Ingest.LearnAfterPages, 3 * Connection.ExecuteScalar<long>("SELECT coalesce(max(id), 0) FROM documents"));
            _chrome = ChromeReader.All(Connection);
            _options.Preparers?.Learned(Connection, _chrome);
            Live = new LiveIndex(_comparer.Index, () => _chrome, options.Ingest.CachedWords / 2);
        }
        catch
        {
            _comparer?.Dispose();
            Connection?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    public DbConnection Connection { get; }

    public RunStore Runs { get; }

    public DocumentStore Documents { get; }

    public VariantStore Variants { get; }

    public BodyWriter Bodies { get; }

    public ChromeStore ChromeStore { get; }

    /// <summary>What questions beside this session ask.</summary>
    public LiveIndex Live { get; }

    public string Now() => _clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        WriterRecord.End(Connection, Now());
        Documents.Dispose();
        Variants.Dispose();
        ChromeStore.Dispose();
        Runs.Dispose();
        _comparer.Dispose();
        Connection.Dispose();
        _lock.Dispose();
    }

    /// <summary>Is told what this process does, beside those who ask the database.</summary>
    public Action<string>? Heard { get; init; }

    /// <summary>Leaves word of what this process does.</summary>
    public void Say(string state)
    {
        Heard?.Invoke(state);
        Connection.Execute("UPDATE writer SET state = @state, updated = @now", new { state, now = Now() });
    }

    /// <summary>
    /// Learns the chrome of all groups that have changed, makes the links of all that waits for them, then works out the clusters. Links and clusters are committed
    /// some at a time: where there are many, as after a first run, a process that is killed has not lost them, and the log does not grow with them.
    /// </summary>
    public void WorkOutClusters(long run)
    {
        // What is said within the transaction is seen when that is committed, as where there is much to do: of a few pages nobody need know, and a commit waits for the disk.
        using (var transaction = new WriteTransaction(Connection))
        {
            Say("learning templates");
            Learn(transaction);
            Say("comparing bodies");
            long waiting = Connection.ExecuteScalar<long>("SELECT (SELECT count(*) FROM unlinked) + (SELECT count(*) FROM pending)");
            using WriterBeside? beside = waiting <= _options.BodiesTogether ? null : new WriterBeside(_options, _comparer);
            if (beside is not null) transaction.CommitAndGoOn();
            Bodies.Settle((done, all) =>
            {
                Say($"comparing bodies: {done} of {all}");
                transaction.CommitAndGoOn();
            }, beside);
            Say("working out clusters");
            if (beside is not null) transaction.CommitAndGoOn();
            Cluster(run, beside, done =>
            {
                Say($"working out clusters: {done} bodies are done");
                transaction.CommitAndGoOn();
            });
            transaction.Commit();
        }
        _comparer.SaveIndexIfDue(Connection, _options, () => Say("saving the candidate index"));
    }

    /// <summary>Makes one change, as a run of its own, and works out what it bears on, in one transaction.</summary>
    /// <param name="command">The command of the run.</param>
    /// <param name="what">What is done, as the run's record.</param>
    /// <param name="change">Does it.</param>
    /// <returns>The number of the run.</returns>
    public long Change(string command, string what, Action change)
    {
        using var transaction = new WriteTransaction(Connection);
        IngestRun run = Runs.Start(command, [what], null, Now());
        change();
        Learn();
        Bodies.Settle();
        Cluster(run.Id);
        run.Finished = Now();
        Runs.Update(run);
        transaction.Commit();
        return run.Id;
    }

    /// <param name="between">The transaction, where it may be committed in the middle: then others read beside this thread.</param>
    private void Learn(WriteTransaction? between = null)
    {
        LearnedChrome before = _chrome;
        _chrome = new ChromePass(Connection, _options, ChromeStore, Documents, between).Run(before, Variants, Bodies);
        if (!ReferenceEquals(before, _chrome)) _options.Preparers?.Learned(Connection, _chrome);
    }

    private void Cluster(long run, WriterBeside? beside = null, Action<int>? between = null)
    {
        new ClusterPass(Connection, _comparer, _options).Run(run, null, beside, between);
        Variants.ReplaceCrowds(_comparer.Crowds());
    }
}
