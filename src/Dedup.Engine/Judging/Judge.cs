using System.Text;
using Dapper;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Judging;

/// <summary>What came of a judgement that was given or taken back.</summary>
/// <param name="Database">The file.</param>
/// <param name="Run">Number of its run; null where nothing was done.</param>
/// <param name="Judgement">The judgement; null where nothing was done.</param>
/// <param name="Unknown">Keys that no document has.</param>
/// <param name="Replaced">What had been said of the two before, and is said no more; null where nothing was.</param>
public sealed record JudgeSummary(string Database, long? Run, JudgementRow? Judgement, IReadOnlyList<string> Unknown, JudgementRow? Replaced = null);

/// <summary>A word that contradicts others, which the message names.</summary>
internal sealed class ContradictionException(string message) : Exception(message);

/// <summary>Takes an analyst's word on two documents, or takes it back, and works out their clusters, in one transaction.</summary>
public sealed class Judge(DedupOptions options, TimeProvider clock)
{
    /// <summary>Most bytes of the two keys of a judgement: together they are a row of PostgreSQL's index.</summary>
    private const int MaxKeyBytes = 2_600;

    /// <summary>Says that two documents are one story, or two.</summary>
    /// <param name="a">Key of a document.</param>
    /// <param name="b">Key of another.</param>
    /// <param name="same">Whether they are one story.</param>
    /// <param name="why">The grounds.</param>
    /// <param name="who">Who says so, or null.</param>
    /// <exception cref="DatabaseException">The database cannot be used, or the word contradicts what was said; the message names it.</exception>
    public JudgeSummary Link(string a, string b, bool same, string why, string? who)
    {
        if (a == b) throw new ArgumentException("a document is the same as itself", nameof(b));
        return InSession("link", session =>
        {
            try
            {
                return Link(session, a, b, same, why, who);
            }
            catch (Exception e) when (e is ContradictionException or InvalidDataException)
            {
                throw new DatabaseException(e.Message, e);
            }
        });
    }

    /// <summary>The same in a session that is open.</summary>
    /// <exception cref="ContradictionException">The word contradicts what was said.</exception>
    internal JudgeSummary Link(WriteSession session, string a, string b, bool same, string why, string? who)
    {
        if (Encoding.UTF8.GetByteCount(a) + Encoding.UTF8.GetByteCount(b) > MaxKeyBytes)
            throw new InvalidDataException($"the keys of the two are longer than {MaxKeyBytes} bytes together; give one of them another with 'dedup rekey'");
        string[] unknown = [.. new[] { a, b }.Where(key => session.Connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM documents WHERE key = @key)", new { key }) == 0)];
        if (unknown.Length > 0) return new JudgeSummary(options.Store.Name, null, null, unknown);
        (string first, string second) = StoredJudgement.Order(a, b);
        var judgement = new StoredJudgement(first, second, same, why, who, session.Now());
        Refuse(session, judgement);
        JudgementRow? replaced = JudgementRow.Read(session.Connection, first, second);
        long run = session.Change("link", judgement.Words, () => JudgementStore.Put(session.Connection, judgement));
        return new JudgeSummary(options.Store.Name, run, JudgementRow.Read(session.Connection, first, second), [], replaced);
    }

    /// <summary>Takes back what was said of two documents, stored or not.</summary>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public JudgeSummary Unlink(string a, string b) => InSession("unlink", session => Unlink(session, a, b));

    /// <summary>The same in a session that is open.</summary>
    internal JudgeSummary Unlink(WriteSession session, string a, string b)
    {
        (string first, string second) = StoredJudgement.Order(a, b);
        if (JudgementStore.All(session.Connection).Find(j => j.A == first && j.B == second) is not StoredJudgement judgement)
            return new JudgeSummary(options.Store.Name, null, null, []);
        JudgementRow row = JudgementRow.Read(session.Connection, first, second)!;
        long run = session.Change("unlink", $"no more: {judgement.Words}", () => JudgementStore.Remove(session.Connection, judgement));
        return new JudgeSummary(options.Store.Name, run, row with { State = JudgementRow.TakenBack }, []);
    }

    private JudgeSummary InSession(string command, Func<WriteSession, JudgeSummary> work)
    {
        if (!options.Store.Exists())
            throw new DatabaseException($"{options.Store.Name}: no such database; make it with 'dedup ingest PATH', or name another with --db");
        return options.Store.Guard(() =>
        {
            using var session = new WriteSession(options, clock, command);
            return work(session);
        });
    }

    private static void Refuse(WriteSession session, StoredJudgement judgement)
    {
        var contradiction = new Contradiction(session.Connection, judgement.A, judgement.B);
        IReadOnlyList<string>? words = judgement.Same ? contradiction.Parts(judgement.A, judgement.B) : contradiction.Joins(judgement.A, judgement.B);
        if (words is null) return;
        string what = judgement.Same ? "one story" : "told apart";
        bool bodyOnly = words.Count == 1 && !words[0].Contains("were said", StringComparison.Ordinal);
        throw new ContradictionException($"{judgement.A} and {judgement.B} cannot be {what}: {string.Join("; ", words)}; "
            + (bodyOnly ? "exact copies are one variant, which no word takes apart" : "take one of these words back first with 'dedup unlink'"));
    }
}
