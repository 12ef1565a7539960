using System.Data.Common;
using Dapper;
using Dedup.Core.Clustering;

namespace Dedup.Engine.Storage;

/// <summary>What an analyst has said of two documents.</summary>
/// <param name="A">Key of a document, the smaller one.</param>
/// <param name="B">Key of the other.</param>
/// <param name="Same">Whether they are one story; else they are two.</param>
/// <param name="Why">The grounds.</param>
/// <param name="Who">Who said it, or null.</param>
/// <param name="Said">When, ISO 8601.</param>
internal sealed record StoredJudgement(string A, string B, bool Same, string Why, string? Who, string Said)
{
    /// <summary>The word for what was said.</summary>
    public string Verdict => VerdictOf(Same);

    /// <summary>It in words, with its grounds.</summary>
    public string Words => $"{A} and {B} were said to be {(Same ? "the same" : "different")} ({(Who is null ? "" : Who + ", ")}{Said[..Math.Min(10, Said.Length)]}: {Why})";

    public static string VerdictOf(bool same) => same ? "same" : "different";

    /// <summary>Whichever is named first, a pair has one name.</summary>
    public static (string A, string B) Order(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
}

/// <summary>Reads and writes what analysts have said, and marks what it bears on for clustering.</summary>
internal static class JudgementStore
{
    /// <summary>Everything that was said, by keys.</summary>
    public static List<StoredJudgement> All(DbConnection connection) =>
        [.. connection.Query<(string A, string B, string Verdict, string Why, string? Who, string Said)>("SELECT a, b, verdict, why, who, said FROM judgements ORDER BY a, b")
            .Select(row => new StoredJudgement(row.A, row.B, row.Verdict == StoredJudgement.VerdictOf(true), row.Why, row.Who, row.Said))];

    /// <summary>Stores a judgement in the place of what was said of the two before.</summary>
    public static void Put(DbConnection connection, StoredJudgement judgement)
    {
        connection.Execute("INSERT INTO judgements(a, b, verdict, why, who, said) VALUES (@A, @B, @Verdict, @Why, @Who, @Said) ON CONFLICT(a, b) DO UPDATE SET verdict = @Verdict, why = @Why, who = @Who, said = @Said", judgement);
        MarkBoth(connection, judgement);
    }

    /// <summary>A document has another key: what was said of it is said of that.</summary>
    public static void Rekey(DbConnection connection, string before, string after)
    {
        foreach (StoredJudgement judgement in All(connection).Where(j => j.A == before || j.B == before))
        {
            Remove(connection, judgement);
            (string a, string b) = StoredJudgement.Order(after, judgement.A == before ? judgement.B : judgement.A);
            Put(connection, judgement with { A = a, B = b });
        }
    }

    /// <summary>Takes a judgement back.</summary>
    public static void Remove(DbConnection connection, StoredJudgement judgement)
    {
        // Before it goes: the clusters of both wait.
        MarkBoth(connection, judgement);
        connection.Execute("DELETE FROM judgements WHERE a = @A AND b = @B", judgement);
    }

    /// <summary>A document goes: what it was joined with cannot be reached from it any more, and waits for itself.</summary>
    public static void MarkOthers(DbConnection connection, string key) => connection.Execute(
        """
        INSERT INTO pending(variant_id) SELECT d.variant_id FROM judgements j JOIN documents d ON d.key = j.b WHERE j.a = @key ON CONFLICT DO NOTHING;
        INSERT INTO pending(variant_id) SELECT d.variant_id FROM judgements j JOIN documents d ON d.key = j.a WHERE j.b = @key ON CONFLICT DO NOTHING;
        """, new { key });

    /// <summary>
    /// Fills the temporary table <c>judged</c> with the judgements as they are of variants now, each from both its ends. Those of
    /// which a document is not stored, and those of documents that carry one body, say nothing.
    /// </summary>
    public static void ReadVariants(DbConnection connection) => connection.Execute(
        """
        CREATE TEMP TABLE IF NOT EXISTS judged(a INTEGER NOT NULL, b INTEGER NOT NULL, same INTEGER NOT NULL, PRIMARY KEY (a, b, same)) WITHOUT ROWID;
        DELETE FROM judged;
        INSERT INTO judged SELECT x.variant_id, y.variant_id, CASE j.verdict WHEN 'same' THEN 1 ELSE 0 END
        FROM judgements j CROSS JOIN documents x ON x.key = j.a CROSS JOIN documents y ON y.key = j.b WHERE x.variant_id <> y.variant_id ON CONFLICT DO NOTHING;
        INSERT INTO judged SELECT b, a, same FROM judged WHERE true ON CONFLICT DO NOTHING;
        """);

    /// <summary>The judgements between variants of the temporary table <c>component</c>.</summary>
    public static List<Judgement> OfComponent(DbConnection connection) =>
        [.. connection.Query<(long A, long B, long Same)>(
                "SELECT j.a, j.b, j.same FROM judged j JOIN component x ON x.variant_id = j.a JOIN component y ON y.variant_id = j.b WHERE j.a < j.b ORDER BY j.a, j.b, j.same")
            .Select(row => new Judgement(row.A, row.B, row.Same != 0))];

    private static void MarkBoth(DbConnection connection, StoredJudgement judgement) =>
        connection.Execute("INSERT INTO pending(variant_id) SELECT variant_id FROM documents WHERE key IN (@A, @B) ON CONFLICT DO NOTHING", judgement);
}
