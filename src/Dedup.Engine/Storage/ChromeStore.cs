using System.Data.Common;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dapper;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Storage;

/// <summary>What learning sees of a page, as it is stored.</summary>
/// <param name="Document">The document.</param>
/// <param name="Outline">Its outline (<see cref="PageOutline.FromBlob"/>).</param>
/// <param name="GroupList">Its groups, as JSON.</param>
internal readonly record struct StoredOutline(long Document, byte[] Outline, byte[] GroupList)
{
    /// <summary>Ids of its groups.</summary>
    public long[] Groups() => JsonSerializer.Deserialize(GroupList, WrittenJson.Default.Int64Array)!;
}

/// <summary>Reads and writes which pages belong to which group, and the chrome that each group has taught.</summary>
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
    private readonly Statement _sample = Statement.Prepare(connection,
        """
        SELECT m.document_id, o.outline FROM chrome_members m JOIN outlines o ON o.document_id = m.document_id
        WHERE m.group_id = ?1 ORDER BY m.rank, m.document_id LIMIT ?2
        """);

    private readonly Statement _lines = Statement.Prepare(connection, SelectLines + " WHERE group_id IN (SELECT value FROM json_each(?1))");
    private readonly Statement _sampleHashes = Statement.Prepare(connection, "SELECT g.id, g.sample FROM json_each(?1) j JOIN chrome_groups g ON g.id = j.value");
    private readonly Statement _learned = Statement.Prepare(connection, "UPDATE chrome_groups SET sample = ?2, pages = ?3 WHERE id = ?1");
    private readonly Statement _clear = Statement.Prepare(connection, "DELETE FROM chrome_lines WHERE group_id = ?1");

    private const string GroupsOfDocument = "SELECT g.value FROM outlines o, json_each(o.groups) g WHERE o.document_id = ?1";

    // Lines and groups that are kept for the next page: some 50 MB.
    private const int MostKept = 500_000;

    private const string SelectLines = "SELECT group_id, line, pages, titles, fixed, document_id FROM chrome_lines";

    /// <summary>Pages whose rows are put into order in memory, some hundred bytes each.</summary>
    private const int JoinedTogether = 200_000;

    // Groups that this process has written, and that wait: nearly every page belongs to some of these.
    private readonly HashSet<long> _known = [];

    public void Dispose()
    {
        foreach (Statement statement in new[] { _addGroup, _join, _wait, _mark, _outline, _leave, _addLine, _sample, _lines, _sampleHashes, _learned, _clear }) statement.Dispose();
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
    public void Join()
    {
        while (true)
        {
            List<(long Document, long Rank, long[] Groups)> pages = [.. Statement.Each(connection,
                "SELECT j.document_id, j.rank, o.groups FROM chrome_joining j JOIN outlines o ON o.document_id = j.document_id ORDER BY j.document_id LIMIT ?1",
                row => (row.Integer(0), row.Integer(1), JsonSerializer.Deserialize(row.Bytes(2), WrittenJson.Default.Int64Array)!), JoinedTogether)];
            if (pages.Count == 0) return;
            foreach ((long group, long rank, long document) in pages.SelectMany(page => page.Groups.Select(group => (group, page.Rank, page.Document))).Order())
                _join.Execute(group, rank, document);
            connection.Execute("DELETE FROM chrome_joining WHERE document_id <= @last", new { last = pages[^1].Document });
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

    /// <summary>Groups whose pages have changed since they were learned, and of how many pages they were learned then. Those of nearly the same pages, as a site and its menu's line, have the first page in common and follow one another: the second finds them in memory.</summary>
    public List<(long Group, long Pages)> Pending() => [.. connection.Query<(long, long)>(
        """
        SELECT p.group_id, coalesce(g.pages, 0) FROM chrome_pending p LEFT JOIN chrome_groups g ON g.id = p.group_id
        ORDER BY (SELECT min(m.rank) FROM chrome_members m WHERE m.group_id = p.group_id), p.group_id
        """)];

    /// <summary>The pages that each of some groups is learned from, in order.</summary>
    public IEnumerable<GroupSample> Samples(IReadOnlyList<long> groups) => _sample.EachOf(row => (Document: row.Integer(0), Outline: row.Blob(1)), groups.Select(group => new SqlValue[] { group, ChromeLearner.SamplePages })).Zip(groups, (rows, group) =>
    {
        var pages = new List<(long, byte[])>();
        int lines = 0;
        foreach ((long Document, byte[] Outline) page in rows)
        {
            pages.Add(page);
            lines += PageOutline.CountLines(page.Outline);
            if (lines >= ChromeLearner.SampleLines) break;
        }
        return new GroupSample(group, pages, lines);
    });

    /// <summary>What tells the samples from which groups were last learned; those that never were are not among them.</summary>
    public Dictionary<long, byte[]> SampleHashes(IReadOnlyList<long> groups) => _sampleHashes.Each(row => (Group: row.Integer(0), Hash: row.Blob(1)), JsonSerializer.Serialize(groups))
        .Where(row => row.Hash is { Length: > 0 }).ToDictionary(row => row.Group, row => row.Hash);

    /// <summary>The lines that some groups have taught.</summary>
    public Dictionary<long, Dictionary<ulong, LearnedLine>> Lines(IReadOnlyList<long> groups) => _lines.Each(ReadLine, JsonSerializer.Serialize(groups))
        .GroupBy(row => row.Group).ToDictionary(of => of.Key, of => of.ToDictionary(row => row.Line.Key, row => row.Line));

    /// <summary>What has been learned, read once and whole.</summary>
    public static LearnedChrome All(DbConnection connection)
    {
        Dictionary<long, LearnedLines> groups = Statement.Scan(connection, SelectLines + " ORDER BY group_id", ReadLine)
            .GroupBy(row => row.Group).ToDictionary(g => g.Key, g => new LearnedLines([.. g.Select(row => row.Line)]));
        return new LearnedChrome(group => groups.GetValueOrDefault(group));
    }

    /// <summary>What has been learned, read group by group as it is asked for, and kept until there is much of it; for one thread.</summary>
    public static LearnedChrome OnDemand(DbConnection connection)
    {
        var known = new Dictionary<long, LearnedLines?>();
        int kept = 0;
        return new LearnedChrome(group =>
        {
            if (known.TryGetValue(group, out LearnedLines? lines)) return lines;
            lines = new LearnedLines([.. Statement.Each(connection, SelectLines + " WHERE group_id = ?1", ReadLine, group).Select(row => row.Line)]);
            if ((kept += 1 + lines.Count) > MostKept)
            {
                known.Clear();
                kept = 1 + lines.Count;
            }
            return known[group] = lines.Count > 0 ? lines : null;
        });
    }

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

    /// <summary>Documents of some groups, each once and in order.</summary>
    public IReadOnlyCollection<long> Members(IEnumerable<long> groups)
    {
        List<long> documents = [.. Statement.Each(
            connection, "SELECT m.document_id FROM json_each(?1) j CROSS JOIN chrome_members m ON m.group_id = j.value", row => row.Integer(0), JsonSerializer.Serialize(groups))];
        documents.Sort();
        int kept = 0;
        for (int i = 0; i < documents.Count; i++)
        {
            if (i == 0 || documents[i] != documents[i - 1]) documents[kept++] = documents[i];
        }
        documents.RemoveRange(kept, documents.Count - kept);
        return documents;
    }

    /// <summary>The outlines of some documents as they are stored.</summary>
    public List<StoredOutline> Stored(long[] documents) => [.. Statement.Each(
        connection, "SELECT o.document_id, o.outline, o.groups FROM json_each(?1) j CROSS JOIN outlines o ON o.document_id = j.value",
        row => new StoredOutline(row.Integer(0), row.Blob(1), row.Bytes(2).ToArray()), JsonSerializer.Serialize(documents))];

    /// <summary>The outlines of some documents, with their groups.</summary>
    public List<SampledPage> Outlines(long[] documents)
    {
        List<(long Document, byte[] Outline, long[] Groups)> pages = [.. Statement.Each(
            connection, "SELECT o.document_id, o.outline, o.groups FROM json_each(?1) j JOIN outlines o ON o.document_id = j.value ORDER BY o.document_id",
            row => (row.Integer(0), row.Blob(1), JsonSerializer.Deserialize(row.Bytes(2), WrittenJson.Default.Int64Array)!), JsonSerializer.Serialize(documents))];
        Dictionary<long, PageGroup> known = Statement.Each(
            connection, "SELECT g.id, g.kind, g.name, g.period FROM json_each(?1) j JOIN chrome_groups g ON g.id = j.value",
            row => (Id: row.Integer(0), Group: new PageGroup(row.Text(1), row.Text(2), row.Text(3))), JsonSerializer.Serialize(pages.SelectMany(page => page.Groups).Distinct())).ToDictionary(row => row.Id, row => row.Group);
        // A group that is gone teaches nothing.
        return [.. pages.Select(page => new SampledPage(page.Document, PageOutline.FromBlob(page.Outline, [.. page.Groups.Select(group => known.GetValueOrDefault(group)).OfType<PageGroup>()])))];
    }

    /// <summary>A document's place in the order of the pages of each of its groups.</summary>
    public static long Rank(string key) => unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan())));

    private static (long Group, LearnedLine Line) ReadLine(SqlRow row) =>
        (row.Integer(0), new LearnedLine(unchecked((ulong)row.Integer(1)), (int)row.Integer(2), (int)row.Integer(3), row.Integer(4) != 0, row.Integer(5)));
}
