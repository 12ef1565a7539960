using System.Data.Common;
using Dapper;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>What came of giving a document another key.</summary>
/// <param name="Database">The file.</param>
/// <param name="Run">Number of its run; null where there is no such document.</param>
/// <param name="Before">The key that it had.</param>
/// <param name="After">The key that it has.</param>
public sealed record RekeySummary(string Database, long? Run, string Before, string After);

/// <summary>
/// Gives a document another key. It keeps its id and all that is known of it, and what depends on keys (samples of template groups,
/// ties between origins, bodies without words) is as if it had had that key from the beginning; in one transaction.
/// </summary>
public sealed class Rekeyer(DedupOptions options, TimeProvider clock)
{
    private const string Command = "rekey";

    /// <summary>Gives the document of one key another.</summary>
    /// <exception cref="DatabaseException">The database cannot be used, or the new key is taken.</exception>
    public RekeySummary Run(string before, string after)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(after);
        if (Page.KeyFault(after) is string fault) throw new ArgumentException(fault, nameof(after));
        if (before == after) throw new ArgumentException("is the key that it has", nameof(after));
        if (!options.Store.Exists())
            throw new DatabaseException($"{options.Store.Name}: no such database; make it with 'dedup ingest PATH', or name another with --db");
        return options.Store.Guard(() =>
        {
            using var session = new WriteSession(options, clock, Command);
            DbConnection connection = session.Connection;
            if (connection.QueryFirstOrDefault<(long Id, long Variant)>("SELECT id, variant_id FROM documents WHERE key = @before", new { before }) is not { Id: > 0 } document)
                return new RekeySummary(options.Store.Name, null, before, after);
            RequireFree(connection, after);
            long run = session.Change(Command, $"{before} to {after}", () =>
            {
                session.Documents.Rekey(document.Id, after);
                session.Variants.RehashIfEmpty(document.Variant, PreparedPage.HashOfNoBody(after));
                session.Variants.MarkPending(document.Variant);
                session.ChromeStore.Rekey(document.Id, before, after);
                JudgementStore.Rekey(connection, before, after);
            });
            return new RekeySummary(options.Store.Name, run, before, after);
        });
    }

    private void RequireFree(DbConnection connection, string key)
    {
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM documents WHERE key = @key)", new { key }) != 0)
            throw new DatabaseException($"{options.Store.Name}: '{key}' is the key of another document; choose another, or delete that one first with 'dedup delete'");
        // Of a document that was deleted, and may return: its words would become those of another.
        if (JudgementStore.All(connection).Find(j => j.A == key || j.B == key) is StoredJudgement judgement)
            throw new DatabaseException($"{options.Store.Name}: of '{key}', which is not stored, something was said: {judgement.Words}; take it back first with 'dedup unlink', or choose another key");
    }
}
