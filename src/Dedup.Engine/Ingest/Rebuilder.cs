using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Engine.Clustering;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>What a rebuild has done.</summary>
/// <param name="Database">The file.</param>
/// <param name="Run">Number of its run.</param>
/// <param name="Documents">Documents worked out again.</param>
/// <param name="Bodies">Of these, documents whose body is another now.</param>
/// <param name="Fields">Of these, documents of which some field is another now.</param>
/// <param name="Variants">Distinct bodies.</param>
/// <param name="Links">Verified pairs.</param>
/// <param name="Clusters">Clusters.</param>
/// <param name="Settings">The settings that were changed by it.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record RebuildSummary(
    string Database, long Run, long Documents, long Bodies, long Fields, long Variants, long Links, long Clusters, IReadOnlyList<string> Settings, double Seconds);

/// <summary>Extracts, sketches, compares and clusters every stored page again, under the present rules and settings.</summary>
/// <remarks>
/// One transaction: until its end readers see the old state, and a process that is killed leaves it untouched. Documents
/// keep their ids; a cluster keeps its id where most of its documents stay together, as in every other run.
/// </remarks>
public sealed class Rebuilder(DedupOptions options, TimeProvider clock)
{
    private const string Command = "rebuild";

    /// <summary>Runs to the end, or leaves everything as it was.</summary>
    /// <param name="progress">Called with documents done and documents in all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public RebuildSummary Run(Action<long, long>? progress, CancellationToken cancellation)
    {
        if (!options.Store.Exists())
            throw new DatabaseException($"{options.Store.Name}: no such database to rebuild; name another with --db");
        return options.Store.Guard(() => RunGuarded(progress, cancellation));
    }

    private RebuildSummary RunGuarded(Action<long, long>? progress, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        options.Store.RequireOurs();
        using IDisposable held = options.Store.TakeWriter();
        using DbConnection connection = options.Store.OpenForWriting();
        string now = Now();
        WriterRecord.Sign(connection, Command, "working everything out again; until its end the old state stands", now);
        try
        {
            return Rework(connection, started, now, progress, cancellation);
        }
        finally
        {
            WriterRecord.End(connection, Now());
        }
    }

    /// <summary>Outlines every page and learns all chrome from nothing: what is learned does not depend on what was.</summary>
    private LearnedChrome LearnAgain(DbConnection connection, DocumentStore documents, Action<long, long>? progress, CancellationToken cancellation)
    {
        connection.Execute("DELETE FROM chrome_lines; DELETE FROM chrome_members; DELETE FROM chrome_joining; DELETE FROM outlines; DELETE FROM chrome_groups; DELETE FROM chrome_pending;");
        using var store = new ChromeStore(connection);
        long total = 2 * connection.ExecuteScalar<long>("SELECT count(*) FROM documents");
        long done = 0;
        foreach (SourceItem[] batch in PageBatches.Of(DocumentStore.Pages(options.Store), options.PagesTogether))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((string key, PageOutline outline) in batch.AsParallel().AsOrdered().Select(item =>
                (item.Page!.Key, PageOutline.Of(PageExtractor.Extract(item.Page.Text, item.Page.Hints, item.Page.Fetched), item.Page.Hints.Url, item.Page.Fetched))))
            {
                store.Put(documents.Id(key), key, outline.ToBlob(), outline.Groups, isNew: true);
            }
            progress?.Invoke(done += batch.Length, total);
        }
        return new ChromePass(connection, options, store, documents).Learn() ? ChromeReader.All(connection) : LearnedChrome.Empty;
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private RebuildSummary Rework(DbConnection connection, long started, string now, Action<long, long>? progress, CancellationToken cancellation)
    {
        using var runs = new RunStore(connection);
        using var transaction = new WriteTransaction(connection);
        IngestRun run = runs.Start(Command, ["stored pages"], null, now);
        IReadOnlyList<string> changed = StoredSettings.Replace(connection, options);
        Dictionary<long, long> former = connection.Query<(long Document, long Cluster)>(
            "SELECT d.id, v.cluster_id FROM documents d JOIN variants v ON v.id = d.variant_id WHERE v.cluster_id IS NOT NULL").ToDictionary(r => r.Document, r => r.Cluster);
        StoredIndex.ForgetSaved(connection);
        // Bodies lose their clusters, so that what became of them is told afterwards: most stand where they stood, and are no change.
        connection.Execute("CREATE TEMP TABLE placed AS SELECT id, cluster_id, relation, excerpt_of FROM variants; CREATE UNIQUE INDEX placed_by_id ON placed(id);");
        connection.Execute("DELETE FROM links; DELETE FROM sketches; DELETE FROM unlinked; UPDATE variants SET cluster_id = NULL;");

        using var documents = new DocumentStore(connection);
        using var variants = new VariantStore(connection);
        LearnedChrome chrome = LearnAgain(connection, documents, progress, cancellation);
        using BodyComparer comparer = BodyComparer.ForWriting(variants, options);
        var writer = new BodyWriter(variants, comparer);
        var seen = new HashSet<long>();
        long total = 2 * connection.ExecuteScalar<long>("SELECT count(*) FROM documents");
        long bodies = 0;
        long fields = 0;
        foreach (PreparedBatch batch in new PagePipeline(options, () => chrome, skipStored: false).Prepare(DocumentStore.Pages(options.Store), cancellation))
        {
            foreach (PipelineEntry entry in batch.Entries)
            {
                PreparedPage prepared = entry.Prepared
                    ?? throw new DatabaseException($"{options.Store.Name}: document '{entry.Item.Page!.Key}' cannot be worked out again: {entry.Rejection!.Reason}; nothing was changed");
                long? known = variants.Find(prepared.BodyHash);
                long variant = known is long id && seen.Contains(id) ? id : writer.Put(prepared, known);
                seen.Add(variant);
                (bool body, bool field) = documents.Rework(prepared, variant);
                bodies += body ? 1 : 0;
                fields += field ? 1 : 0;
                run.Counts.Pages++;
            }
            progress?.Invoke((total / 2) + run.Counts.Pages, total);
        }
        connection.Execute(
            """
            DELETE FROM variants WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.variant_id = variants.id);
            INSERT INTO pending(variant_id) SELECT id FROM variants WHERE true ON CONFLICT DO NOTHING;
            INSERT INTO pending_clusters(cluster_id) SELECT id FROM clusters WHERE true ON CONFLICT DO NOTHING;
            """);
        writer.Settle((_, _) => cancellation.ThrowIfCancellationRequested());
        new ClusterPass(connection, comparer, options).Run(run.Id, former);
        connection.Execute(
            """
            INSERT INTO changes(variant_id) SELECT v.id FROM placed p JOIN variants v ON v.id = p.id
            WHERE p.relation IS NOT NULL AND (v.cluster_id, v.relation, v.excerpt_of) IS DISTINCT FROM (p.cluster_id, p.relation, p.excerpt_of) ORDER BY v.id;
            """);
        variants.ReplaceCrowds(comparer.Crowds());
        run.Counts.Changed = bodies;
        run.Counts.Unchanged = run.Counts.Pages - bodies;
        run.Finished = Now();
        runs.Update(run);
        transaction.Commit();
        comparer.SaveIndexIfDue(connection, options, () => { });
        var counts = connection.QuerySingle<(long Variants, long Links, long Clusters)>(
            "SELECT (SELECT count(*) FROM variants), (SELECT count(*) FROM links), (SELECT count(*) FROM clusters)");
        return new RebuildSummary(options.Store.Name, run.Id, run.Counts.Pages, bodies, fields, counts.Variants, counts.Links, counts.Clusters, changed, clock.GetElapsedTime(started).TotalSeconds);
    }
}
