using System.Data.Common;
using Dapper;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Judging;

/// <summary>Finds what was said already that a new judgement would contradict, over any chain of words.</summary>
internal sealed class Contradiction
{
    private readonly List<StoredJudgement> _different = [];
    private readonly Dictionary<string, List<Tie>> _ties = new(StringComparer.Ordinal);

    /// <summary>Two documents that are one story, and the words that say so.</summary>
    private readonly record struct Tie(string From, string To, string Words);

    /// <param name="connection">The database.</param>
    /// <param name="judged">Documents of the new judgement.</param>
    public Contradiction(DbConnection connection, params IReadOnlyList<string> judged)
    {
        List<StoredJudgement> all = JudgementStore.All(connection);
        foreach (StoredJudgement judgement in all)
        {
            if (judgement.Same) Add(judgement.A, judgement.B, judgement.Words);
            else _different.Add(judgement);
        }
        foreach (IGrouping<long, string> body in all.SelectMany(j => new[] { j.A, j.B }).Concat(judged).Distinct()
            .Select(key => (Key: key, Variant: connection.ExecuteScalar<long?>("SELECT variant_id FROM documents WHERE key = @key", new { key })))
            .Where(d => d.Variant is not null).GroupBy(d => d.Variant!.Value, d => d.Key))
        {
            string first = body.First();
            foreach (string other in body.Skip(1)) Add(first, other, $"{first} and {other} carry the same body");
        }
    }

    /// <summary>The words that make one story of two documents, one after another; null where none do.</summary>
    public IReadOnlyList<string>? Joins(string a, string b)
    {
        var reachedBy = new Dictionary<string, Tie?>(StringComparer.Ordinal) { [a] = null };
        var open = new Queue<string>([a]);
        while (open.TryDequeue(out string? key))
        {
            if (key == b) return Path(reachedBy, b);
            foreach (Tie tie in _ties.GetValueOrDefault(key, []))
            {
                if (reachedBy.TryAdd(tie.To, tie)) open.Enqueue(tie.To);
            }
        }
        return null;
    }

    /// <summary>The words that tell two documents apart, one after another; null where none do.</summary>
    public IReadOnlyList<string>? Parts(string a, string b)
    {
        foreach (StoredJudgement apart in _different)
        {
            foreach ((string first, string second) in new[] { (apart.A, apart.B), (apart.B, apart.A) })
            {
                if (Joins(a, first) is { } before && Joins(second, b) is { } after) return [.. before, apart.Words, .. after];
            }
        }
        return null;
    }

    private void Add(string a, string b, string words)
    {
        foreach ((string from, string to) in new[] { (a, b), (b, a) })
        {
            if (!_ties.TryGetValue(from, out List<Tie>? ties)) _ties[from] = ties = [];
            ties.Add(new Tie(from, to, words));
        }
    }

    private static List<string> Path(Dictionary<string, Tie?> reachedBy, string end)
    {
        var path = new List<string>();
        for (string key = end; reachedBy[key] is Tie tie; key = tie.From) path.Add(tie.Words);
        path.Reverse();
        return path;
    }
}
