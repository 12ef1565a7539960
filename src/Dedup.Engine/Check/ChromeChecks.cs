using Dapper;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Check;

/// <summary>Learned chrome against that which the stored pages teach.</summary>
internal static class ChromeChecks
{
    public static CheckedPart Run(SqliteConnection connection, Action<string, long>? progress)
    {
        var chrome = new PartCheck("learned chrome against that which the stored pages teach");
        long done = 0;
        HashSet<long> waiting = [.. connection.Query<long>("SELECT group_id FROM chrome_pending")];
        foreach ((long group, string name) in connection.Query<(long, string)>("SELECT id, kind || ' ' || name FROM chrome_groups ORDER BY id"))
        {
            if (waiting.Contains(group)) continue;
            HashSet<LearnedLine> stored = [.. ChromeStore.Lines(connection, group).Values];
            chrome.Add(stored.SetEquals(ChromeLearner.Learn(ChromeStore.Sample(connection, group)))
                ? null : $"{name}: its pages teach other lines");
            if (++done % 256 == 0) progress?.Invoke("learned chrome", done);
        }
        return chrome.Result;
    }
}
