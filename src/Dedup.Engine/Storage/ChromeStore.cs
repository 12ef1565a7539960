using System.Collections.Frozen;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dapper;
using Dedup.Engine.Extraction.Chrome;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>Reads and writes which pages belong to which group, and the chrome that each group has taught.</summary>
internal sealed class ChromeStore(SqliteConnection connection) : IDisposable
{
    private readonly Statement _addGroup = new(connection, "INSERT OR IGNORE INTO chrome_groups(id, kind, name, period) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _join = new(connection, "INSERT OR IGNORE INTO chrome_members(group_id, rank, document_id) VALUES (?1, ?2, ?3)");
    private readonly Statement _mark = new(connection, "INSERT OR IGNORE INTO chrome_pending(group_id) VALUES (?1)");
    private readonly Statement _leave = new(connection,
        "INSERT OR IGNORE INTO chrome_pending(group_id) SELECT group_id FROM chrome_members WHERE document_id = ?1; DELETE FROM chrome_members WHERE document_id = ?1;");

    private readonly Statement _addLine = new(connection, "INSERT INTO chrome_lines(group_id, line, pages, titles, fixed, document_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly Statement _sample = new(connection,
        """
        SELECT m.document_id, o.outline FROM chrome_members m JOIN outlines o ON o.document_id = m.document_id
        WHERE m.group_id = ?1 ORDER BY m.rank, m.document_id LIMIT ?2
        """);

    private readonly Statement _lines = new(connection, SelectLines + " WHERE group_id = ?1");
    private readonly Statement _sampleHash = new(connection, "SELECT sample FROM chrome_groups WHERE id = ?1");
    private readonly Statement _learned = new(connection, "UPDATE chrome_groups SET sample = ?2, pages = ?3 WHERE id = ?1");
    private readonly Statement _clear = new(connection, "DELETE FROM chrome_lines WHERE group_id = ?1");

    private const string SelectLines = "SELECT group_id, line, pages, titles, fixed, document_id FROM chrome_lines";

    // Groups that this process has written, and that wait: nearly every page belongs to some of these.
    private readonly HashSet<long> _known = [];

    public void Dispose()
    {
        foreach (Statement statement in new[] { _addGroup, _join, _mark, _leave, _addLine, _sample, _lines, _sampleHash, _learned, _clear }) statement.Dispose();
    }

    /// <summary>A document's page belongs to the groups of its outline, and to no others.</summary>
    /// <param name="document">The document.</param>
    /// <param name="key">Its key.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="isNew">Whether it belongs to none yet.</param>
    public void Put(long document, string key, IReadOnlyList<PageGroup> groups, bool isNew)
    {
        if (!isNew) Leave(document);
        long rank = Rank(key);
        foreach (PageGroup group in groups)
        {
            if (_known.Add(group.Id))
            {
                _addGroup.Execute(group.Id, group.Kind, group.Name, group.Period);
                _mark.Execute(group.Id);
            }
            _join.Execute(group.Id, rank, document);
        }
    }

    /// <summary>A document's page belongs to no group any more, and those that it was in wait.</summary>
    public void Leave(long document) => _leave.Execute(document);

    /// <summary>A document has another key: its place in the order of each of its groups is another.</summary>
    public void Rekey(long document, string key) => connection.Execute(
        """
        INSERT OR IGNORE INTO chrome_pending(group_id) SELECT group_id FROM chrome_members WHERE document_id = @document;
        UPDATE chrome_members SET rank = @rank WHERE document_id = @document;
        """, new { document, rank = Rank(key) });

    /// <summary>Groups whose pages have changed since they were learned.</summary>
    public List<long> Pending() => [.. connection.Query<long>("SELECT group_id FROM chrome_pending ORDER BY group_id")];

    /// <summary>The pages that a group is learned from, in order.</summary>
    public GroupSample Sample(long group)
    {
        var pages = new List<(long, byte[])>();
        int lines = 0;
        foreach ((long, byte[] Outline) page in _sample.Each(row => (row.Integer(0), row.Blob(1)), group, ChromeLearner.SamplePages))
        {
            pages.Add(page);
            lines += PageOutline.CountLines(page.Outline);
            if (lines >= ChromeLearner.SampleLines) break;
        }
        return new GroupSample(group, pages, lines);
    }

    /// <summary>What tells the sample from which a group was last learned; null where it never was.</summary>
    public byte[]? SampleHash(long group) => _sampleHash.First(row => row.Blob(0), group) is { Length: > 0 } hash ? hash : null;

    /// <summary>The lines that a group has taught.</summary>
    public Dictionary<ulong, LearnedLine> Lines(long group) => _lines.Each(ReadLine, group).ToDictionary(row => row.Line.Key, row => row.Line);

    /// <summary>What has been learned, read once and whole.</summary>
    public static LearnedChrome All(SqliteConnection connection)
    {
        Dictionary<long, FrozenDictionary<ulong, LearnedLine>> groups = Statement.Each(connection, SelectLines + " ORDER BY group_id", ReadLine)
            .GroupBy(row => row.Group).ToDictionary(g => g.Key, g => g.ToFrozenDictionary(row => row.Line.Key, row => row.Line));
        return new LearnedChrome(group => groups.GetValueOrDefault(group));
    }

    /// <summary>What has been learned, read group by group as it is asked for; for one thread.</summary>
    public static LearnedChrome OnDemand(SqliteConnection connection) => new(group =>
        Statement.Each(connection, SelectLines + " WHERE group_id = ?1", ReadLine, group).ToFrozenDictionary(row => row.Line.Key, row => row.Line) is { Count: > 0 } lines ? lines : null);

    /// <summary>Writes what a group has taught in the place of what stands there.</summary>
    public void Replace(long group, IReadOnlyList<LearnedLine> lines)
    {
        _clear.Execute(group);
        foreach (LearnedLine line in lines)
            _addLine.Execute(group, unchecked((long)line.Key), line.Pages, line.Titles, line.Fixed, line.Document);
    }

    /// <summary>A group has been learned from a sample.</summary>
    public void Learned(long group, byte[] sampleHash, int pages) => _learned.Execute(group, sampleHash, pages);

    /// <summary>Nothing waits any more; a group without pages goes.</summary>
    public void Done()
    {
        connection.Execute(
            """
            DELETE FROM chrome_groups WHERE id IN (SELECT group_id FROM chrome_pending) AND NOT EXISTS (SELECT 1 FROM chrome_members m WHERE m.group_id = chrome_groups.id);
            DELETE FROM chrome_pending;
            """);
        _known.Clear();
    }

    /// <summary>Documents of a group, in order, with their outlines; streamed.</summary>
    public IEnumerable<SampledPage> Members(long group) => Statement.Each(
        connection, "SELECT m.document_id, o.outline FROM chrome_members m JOIN outlines o ON o.document_id = m.document_id WHERE m.group_id = ?1", ReadPage, group);

    /// <summary>The outlines of some documents, with their groups.</summary>
    public List<SampledPage> Outlines(long[] documents)
    {
        string ids = JsonSerializer.Serialize(documents);
        ILookup<long, PageGroup> groups = Statement.Each(connection,
            """
            SELECT m.document_id, g.kind, g.name, g.period FROM json_each(?1) j
            JOIN chrome_members m ON m.document_id = j.value JOIN chrome_groups g ON g.id = m.group_id
            """, row => (Document: row.Integer(0), Group: new PageGroup(row.Text(1), row.Text(2), row.Text(3))), ids).ToLookup(row => row.Document, row => row.Group);
        return [.. Statement.Each(connection, "SELECT o.document_id, o.outline FROM json_each(?1) j JOIN outlines o ON o.document_id = j.value ORDER BY o.document_id",
            row => new SampledPage(row.Integer(0), PageOutline.FromBlob(row.Bytes(1), [.. groups[row.Integer(0)]])), ids)];
    }

    private static SampledPage ReadPage(SqlRow row) => new(row.Integer(0), PageOutline.FromBlob(row.Bytes(1)));

    private static long Rank(string key) => unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan())));

    private static (long Group, LearnedLine Line) ReadLine(SqlRow row) =>
        (row.Integer(0), new LearnedLine(unchecked((ulong)row.Integer(1)), (int)row.Integer(2), (int)row.Integer(3), row.Integer(4) != 0, row.Integer(5)));
}
