using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Dedup.Distributed.Storage;

/// <summary>Turns what the engine writes for SQLite into what PostgreSQL says for the same.</summary>
/// <remarks>
/// The engine keeps to what both know (<c>ON CONFLICT</c>, <c>IS DISTINCT FROM</c>, <c>RETURNING</c>); functions that PostgreSQL lacks are made by the schema. What
/// is left is told here by words that stand for nothing else in our statements: hints to SQLite's planner, types of temporary tables, kinds of transactions.
/// </remarks>
internal static partial class SqlTranslation
{
    // Statements are constants, but for a few that filters put together: a bound keeps those from filling memory.
    private const int MostKnown = 4096;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>The statement as PostgreSQL takes it.</summary>
    public static string Of(string sql)
    {
        if (Known.TryGetValue(sql, out string? known)) return known;
        string translated = Words().Replace(sql, word => word.Value switch
        {
            "CROSS JOIN" => "JOIN",
            "INTEGER" => "bigint",
            "REAL" => "double precision",
            "LIKE" => "ILIKE",
            "BEGIN IMMEDIATE" => "BEGIN",
            "BEGIN DEFERRED" => "BEGIN ISOLATION LEVEL REPEATABLE READ",
            "temp." => "pg_temp.",
            // WITHOUT ROWID, NOT INDEXED, INDEXED BY a name.
            _ => string.Empty,
        });
        if (Known.Count < MostKnown) Known[sql] = translated;
        return translated;
    }

    /// <summary>Parts of a statement.</summary>
    public static IReadOnlyList<StatementPart> Parts(string sql) =>
        [.. Of(sql).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Numbered)];

    private static StatementPart Numbered(string part)
    {
        var values = new List<int>();
        string numbered = Parameter().Replace(part.ReplaceLineEndings(" "), match =>
        {
            int value = int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) - 1;
            int at = values.IndexOf(value);
            if (at < 0)
            {
                at = values.Count;
                values.Add(value);
            }
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${at + 1}");
        });
        return new StatementPart(numbered, [.. values], BulkInsert.Of(part));
    }

    [GeneratedRegex(@"\bCROSS JOIN\b|\bINTEGER\b|\bREAL\b|\bLIKE\b|\bBEGIN (?:IMMEDIATE|DEFERRED)\b|\btemp\.|\bWITHOUT ROWID\b|\bNOT INDEXED\b|\bINDEXED BY \w+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\?(\d+)")]
    private static partial Regex Parameter();
}

/// <summary>A part of a statement.</summary>
/// <param name="Sql">Its text, with parameters $1, $2, … in the order in which it names them.</param>
/// <param name="Values">The place of each of these among the statement's values.</param>
/// <param name="Insert">The insert of a row that it is; null where it is something else.</param>
internal sealed record StatementPart(string Sql, int[] Values, BulkInsert? Insert);
