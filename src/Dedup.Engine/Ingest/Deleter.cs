using System.Data.Common;
using Dapper;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>Documents that are to be deleted: those of the keys and those of the site.</summary>
/// <param name="Keys">Keys of documents.</param>
/// <param name="Site">Name of a site, in any case; null for none.</param>
public sealed record DeleteRequest(IReadOnlyList<string> Keys, string? Site);

/// <summary>What a deletion has done, or would do, and what the database holds after it.</summary>
/// <param name="Database">The file.</param>
/// <param name="Run">Number of its run; null where nothing was deleted.</param>
/// <param name="DryRun">Whether it only says what would be deleted.</param>
/// <param name="Deleted">Keys of the deleted documents, in order.</param>
/// <param name="Bodies">Distinct bodies that no other document carries and that went with them.</param>
/// <param name="Unknown">Keys that no document has, in order.</param>
/// <param name="UnknownSite">The site, where no document is of it.</param>
/// <param name="Documents">Documents in the database.</param>
/// <param name="Variants">Distinct bodies in the database.</param>
/// <param name="Links">Verified pairs of bodies.</param>
/// <param name="Clusters">Clusters in the database.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record DeleteSummary(
    string Database, long? Run, bool DryRun, IReadOnlyList<string> Deleted, long Bodies, IReadOnlyList<string> Unknown, string? UnknownSite,
    long Documents, long Variants, long Links, long Clusters, double Seconds);

/// <summary>Deletes documents, so that the database is afterwards as if they had never been there, but for ids and history.</summary>
/// <remarks>
/// A batch is one transaction: documents, pages, and bodies that nobody else carries with their sketches and links go, and what
/// they taught and bore on waits. The last transaction learns and clusters; where it does not come to it, any next run does.
/// </remarks>
public sealed class Deleter(DedupOptions options, TimeProvider clock)
{
    private const string Command = "delete";

    /// <summary>Keys that the record of a run names.</summary>
    private const int NamedKeys = 20;

    private readonly record struct Doomed(string Key, long Id, long Variant);

    private sealed record Found(IReadOnlyList<Doomed> Documents, IReadOnlyList<string> Unknown, string? UnknownSite);

    /// <summary>Says what would be deleted, and changes nothing.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public DeleteSummary Foretell(DeleteRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        long started = clock.GetTimestamp();
        return options.Store.Guard(() =>
        {
            using var reader = new Reader(options.Store);
            Found found = Find(reader.Connection, request);
            long bodies = found.Documents.GroupBy(d => d.Variant).Count(g => g.Count() == reader.Connection.ExecuteScalar<long>("SELECT count(*) FROM documents WHERE variant_id = @Key", new { g.Key }));
            return Summarise(reader.Connection, null, true, found, bodies, clock.GetElapsedTime(started).TotalSeconds);
        });
    }

    /// <summary>Deletes them.</summary>
    /// <param name="request">What to delete.</param>
    /// <param name="progress">Called after each batch with documents done and documents in all.</param>
    /// <param name="cancellation">Stops between batches; what was deleted stays so, with its clusters.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public DeleteSummary Run(DeleteRequest request, Action<long, long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Store.Exists())
            throw new DatabaseException($"{options.Store.Name}: no such database to delete from; name another with --db");
        return options.Store.Guard(() => RunGuarded(request, progress, cancellation));
    }

    private DeleteSummary RunGuarded(DeleteRequest request, Action<long, long>? progress, CancellationToken cancellation)
    {
        using var session = new WriteSession(options, clock, Command);
        return Run(session, request, progress, cancellation);
    }

    /// <summary>Deletes them in a session that is open.</summary>
    internal DeleteSummary Run(WriteSession session, DeleteRequest request, Action<long, long>? progress, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        Found found = Find(session.Connection, request);
        IngestRun? run = found.Documents.Count == 0 ? null : session.Runs.Start(Command, Sources(request), null, session.Now());
        long bodies = 0;
        try
        {
            foreach (Doomed[] batch in found.Documents.Chunk(options.PagesTogether))
            {
                cancellation.ThrowIfCancellationRequested();
                using var transaction = new WriteTransaction(session.Connection);
                bodies += batch.Count(document => Delete(session, document));
                session.Bodies.SettleLosses();
                session.Runs.Deleted(run!.Id, batch.Length);
                transaction.Commit();
                run.Counts.Pages += batch.Length;
                progress?.Invoke(run.Counts.Pages, found.Documents.Count);
            }
        }
        catch (OperationCanceledException)
        {
            session.WorkOutClusters(run!.Id);
            throw;
        }
        // Where nothing was found too: an interrupted run may have left something to do.
        session.WorkOutClusters(run?.Id ?? session.Runs.Last());
        if (run is not null)
        {
            run.Finished = session.Now();
            session.Runs.Update(run);
        }
        return Summarise(session.Connection, run?.Id, false, found, bodies, clock.GetElapsedTime(started).TotalSeconds);
    }

    /// <returns>Whether its body went with it.</returns>
    private static bool Delete(WriteSession session, Doomed document)
    {
        JudgementStore.MarkOthers(session.Connection, document.Key);
        session.ChromeStore.Leave(document.Id, document.Key);
        session.Documents.Delete(document.Id);
        return session.Bodies.Left([document.Variant]) > 0;
    }

    private static Found Find(DbConnection connection, DeleteRequest request)
    {
        var found = new SortedDictionary<string, Doomed>(StringComparer.Ordinal);
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string key in request.Keys)
        {
            if (connection.QueryFirstOrDefault<(long Id, long Variant)>("SELECT id, variant_id FROM documents WHERE key = @key", new { key }) is { Id: > 0 } row)
                found[key] = new Doomed(key, row.Id, row.Variant);
            else unknown.Add(key);
        }
        if (request.Site is null) return new Found([.. found.Values], [.. unknown], null);
        bool any = false;
        foreach ((string key, long id, long variant) in connection.Query<(string, long, long)>(
            "SELECT key, id, variant_id FROM documents WHERE site = @Site COLLATE NOCASE", new { request.Site }))
        {
            found[key] = new Doomed(key, id, variant);
            any = true;
        }
        return new Found([.. found.Values], [.. unknown], any ? null : request.Site);
    }

    private static List<string> Sources(DeleteRequest request) =>
        [.. request.Site is null ? [] : new[] { $"site {request.Site}" }, .. request.Keys.Take(NamedKeys)];

    private DeleteSummary Summarise(DbConnection connection, long? run, bool dryRun, Found found, long bodies, double seconds)
    {
        var holds = connection.QuerySingle<(long Documents, long Variants, long Links, long Clusters)>(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM variants), (SELECT count(*) FROM links), (SELECT count(*) FROM clusters)");
        return new DeleteSummary(
            options.Store.Name, run, dryRun, [.. found.Documents.Select(d => d.Key)], bodies, found.Unknown, found.UnknownSite,
            holds.Documents, holds.Variants, holds.Links, holds.Clusters, seconds);
    }
}
