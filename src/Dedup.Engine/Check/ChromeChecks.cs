using System.Data.Common;
using Dapper;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Check;

/// <summary>Learned chrome against that which the stored pages teach.</summary>
internal static class ChromeChecks
{
    public static CheckedPart Run(DbConnection connection, Action<string, long>? progress)
    {
        var chrome = new PartCheck("learned chrome against that which the stored pages teach");
        using var reader = new ChromeReader(connection);
        long done = 0;
        HashSet<long> waiting = [.. connection.Query<long>("SELECT group_id FROM chrome_pending")];
        foreach ((long group, string name) in connection.Query<(long, string)>("SELECT id, kind || ' ' || name FROM chrome_groups ORDER BY id"))
        {
            if (waiting.Contains(group)) continue;
            chrome.Add(Compare(reader, group) is string fault ? $"{name}: {fault}" : null);
            if (++done % 256 == 0) progress?.Invoke("learned chrome", done);
        }
        return chrome.Result;
    }

    private static string? Compare(ChromeReader reader, long group)
    {
        try
        {
            HashSet<LearnedLine> stored = [.. reader.Lines([group]).SelectMany(of => of.Value.Values)];
            return stored.SetEquals(ChromeLearner.Learn(reader.Samples([group]).Single().Pages)) ? null : "its pages teach other lines";
        }
        catch (ArgumentException e)
        {
            return $"an outline of its pages cannot be read: {e.Message}";
        }
    }
}
