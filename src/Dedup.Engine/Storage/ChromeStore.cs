using System.Buffers.Binary;
using System.Data.Common;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dapper;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Storage;

/// <summary>A group whose pages have changed since it was learned.</summary>
/// <param name="Group">The group.</param>
/// <param name="First">Rank of its first page; null where it has none any more.</param>
/// <param name="Pages">How many pages it was last learned from.</param>
internal readonly record struct PendingGroup(long Group, long? First, long Pages);

/// <summary>Writes which pages belong to which group, and the chrome that each group has taught.</summary>
internal sealed class ChromeStore(DbConnection connection) : IDisposable
{
    private readonly Statement _addGroup = Statement.Prepare(connection, "INSERT INTO chrome_groups(id, kind, name, period) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    private readonly Statement _join = Statement.Prepare(connection, "INSERT INTO chrome_members(group_id, rank, document_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    private readonly Statement _wait = Statement.Prepare(connection, "INSERT INTO chrome_joining(document_id, rank) VALUES (?1, ?2)");
    private readonly Statement _mark = Statement.Prepare(connection, "INSERT INTO chrome_pending(group_id) VALUES (?1) ON CONFLICT DO NOTHING");
    private readonly Statement _outline = Statement.Prepare(connection, "INSERT INTO outlines(document_id, outline, groups) VALUES (?1, ?2, ?3) ON CONFLICT(document_id) DO UPDATE SET outline = ?2, groups = ?3");
    private readonly Statement _leave = Statement.Prepare(connection,
        $"""
        INSERT INTO chrome_pending(group_id) {GroupsOfDocument} ON CONFLICT DO NOTHING;
        DELETE FROM chrome_joining WHERE document_id = ?1;
        DELETE FROM chrome_members WHERE rank = ?2 AND document_id = ?1 AND group_id IN ({GroupsOfDocument});
        """);

    private readonly Statement _addLine = Statement.Prepare(connection, "INSERT INTO chrome_lines(group_id, line, pages, titles, fixed, document_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly Statement _learned = Statement.Prepare(connection, "UPDATE chrome_groups SET sample = ?2, pages = ?3 WHERE id = ?1");
    private readonly Statement _clear = Statement.Prepare(connection, "DELETE FROM chrome_lines WHERE group_id = ?1");

    private const string GroupsOfDocument = "SELECT g.value FROM outlines o, json_each(o.groups) g WHERE o.document_id = ?1";

    /// <summary>
    /// Pages whose rows are put into order in memory, some hundred bytes each. Each time, most of a large table is read and written again: of ten million
    /// pages a gigabyte.
    /// </summary>
    private const int JoinedTogether = 1_000_000;

    // Groups that this process has written, and that wait: nearly every page belongs to some of these.
    private readonly HashSet<long> _known = [];

    public void Dispose()
    {
        foreach (Statement statement in new[] { _addGroup, _join, _wait, _mark, _outline, _leave, _addLine, _learned, _clear }) statement.Dispose();
    }

    /// <summary>Stores what learning sees of a document's page, which belongs to the groups of its outline and to no others.</summary>
    /// <param name="document">The document.</param>
    /// <param name="key">Its key.</param>
    /// <param name="outline">The outline as stored.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="isNew">Whether it belongs to none yet.</param>
    public void Put(long document, string key, byte[] outline, IReadOnlyList<PageGroup> groups, bool isNew)
    {
        if (!isNew) Leave(document, key);
        _outline.Execute(document, outline, JsonSerializer.Serialize([.. groups.Select(group => group.Id)], WrittenJson.Default.Int64Array));
        if (groups.Count > 0) _wait.Execute(document, Rank(key));
        foreach (PageGroup group in groups)
        {
            if (!_known.Add(group.Id)) continue;
            _addGroup.Execute(group.Id, group.Kind, group.Name, group.Period);
            _mark.Execute(group.Id);
        }
    }

    /// <summary>Pages that were stored since this was last done stand among those of their groups from now on.</summary>
    /// <returns>How many.</returns>
    public long Join()
    {
        long joined = 0;
        while (true)
        {
            var members = new List<(long Group, long Rank, long Document)>();
            (int pages, long last) = (0, 0);
            foreach ((long document, long rank, long[] groups) in Statement.Each(connection,
                "SELECT j.document_id, j.rank, o.groups FROM chrome_joining j JOIN outlines o ON o.document_id = j.document_id ORDER BY j.document_id LIMIT ?1",
                row => (row.Integer(0), row.Integer(1), JsonSerializer.Deserialize(row.Bytes(2), WrittenJson.Default.Int64Array)!), JoinedTogether))
            {
                foreach (long group in groups) members.Add((group, rank, document));
                pages++;
                last = document;
            }
            if (pages == 0) return joined;
            members.Sort();
            foreach ((long group, long rank, long document) in members) _join.Execute(group, rank, document);
            connection.Execute("DELETE FROM chrome_joining WHERE document_id <= @last", new { last });
            joined += pages;
        }
    }

    /// <summary>A document's page belongs to no group any more, and those that it was in wait.</summary>
    public void Leave(long document, string key) => _leave.Execute(document, Rank(key));

    /// <summary>A document has another key: its place in the order of each of its groups is another.</summary>
    public void Rekey(long document, string before, string after)
    {
        using Statement rekey = Statement.Prepare(connection,
            $"""
            INSERT INTO chrome_pending(group_id) {GroupsOfDocument} ON CONFLICT DO NOTHING;
            UPDATE chrome_joining SET rank = ?3 WHERE document_id = ?1;
            UPDATE chrome_members SET rank = ?3 WHERE rank = ?2 AND document_id = ?1 AND group_id IN ({GroupsOfDocument});
            """);
        rekey.Execute(document, Rank(before), Rank(after));
    }

    /// <summary>Groups whose pages have changed since they were learned, with their first page, and of how many pages they were learned then. Those of nearly the same pages, as a site and its menu's line, have the first page in common and follow one another.</summary>
    public List<PendingGroup> Pending() => [.. Statement.Each(
        connection,
        """
        SELECT p.group_id, (SELECT min(m.rank) FROM chrome_members m WHERE m.group_id = p.group_id) AS first, coalesce(g.pages, 0)
        FROM chrome_pending p LEFT JOIN chrome_groups g ON g.id = p.group_id ORDER BY first, p.group_id
        """,
        row => new PendingGroup(row.Integer(0), row.IsNull(1) ? null : row.Integer(1), row.Integer(2)))];

    /// <summary>Writes what a group has taught in the place of what stands there.</summary>
    public void Replace(long group, IReadOnlyList<LearnedLine> lines)
    {
        _clear.Execute(group);
        foreach (LearnedLine line in lines)
            _addLine.Execute(group, unchecked((long)line.Key), line.Pages, line.Titles, line.Fixed, line.Document);
    }

    /// <summary>A group has been learned from a sample.</summary>
    public void Learned(long group, UInt128 sampleHash, int pages)
    {
        var hash = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(hash, sampleHash);
        _learned.Execute(group, hash, pages);
    }

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

    /// <summary>A document's place in the order of the pages of each of its groups.</summary>
    public static long Rank(string key) => unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan())));
}
