using System.Buffers.Binary;
using System.Data.Common;
using System.Text.Json;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Storage;

/// <summary>Reads which pages belong to which group, what learning sees of them, and the chrome that each group has taught.</summary>
internal sealed class ChromeReader(DbConnection connection) : IDisposable
{
    private readonly Statement _members = Statement.Prepare(connection, "SELECT document_id FROM chrome_members WHERE group_id = ?1 ORDER BY rank, document_id LIMIT ?2");
    private readonly Statement _outlines = Statement.Prepare(connection, "SELECT o.document_id, o.outline FROM json_each(?1) j CROSS JOIN outlines o ON o.document_id = j.value");
    private readonly Statement _withGroups = Statement.Prepare(connection, "SELECT o.document_id, o.outline, o.groups FROM json_each(?1) j CROSS JOIN outlines o ON o.document_id = j.value");
    private readonly Statement _groups = Statement.Prepare(connection, "SELECT g.id, g.kind, g.name, g.period FROM json_each(?1) j JOIN chrome_groups g ON g.id = j.value");
    private readonly Statement _lines = Statement.Prepare(connection, SelectLines + " WHERE group_id IN (SELECT value FROM json_each(?1))");
    private readonly Statement _sampleHashes = Statement.Prepare(connection, "SELECT g.id, g.sample FROM json_each(?1) j JOIN chrome_groups g ON g.id = j.value");

    // Of the groups that were read last: one that follows mostly has the same pages.
    private readonly Dictionary<long, byte[]> _held = [];
    private long _heldBytes;

    // Lines and groups that are kept for the next page: some 50 MB.
    private const int MostKept = 500_000;

    private const string SelectLines = "SELECT group_id, line, pages, titles, fixed, document_id FROM chrome_lines";

    /// <summary>Outlines that are asked for at once, some hundred bytes each and 17 KB at most.</summary>
    private const int ReadAtOnce = 1_024;

    /// <summary>Outlines that are kept for the groups that follow, and those that were read together last.</summary>
    private const long MostHeldBytes = 8 << 20;

    public void Dispose()
    {
        foreach (Statement statement in new[] { _members, _outlines, _withGroups, _groups, _lines, _sampleHashes }) statement.Dispose();
    }

    /// <summary>The pages that each of some groups is learned from, in order. Groups that have pages in common are best asked for together.</summary>
    public IEnumerable<GroupSample> Samples(IReadOnlyList<long> groups)
    {
        List<long[]> members = [.. _members.EachOf(row => row.Integer(0), groups.Select(group => new SqlValue[] { group, ChromeLearner.SamplePages })).Select(rows => rows.ToArray())];
        Forget();
        // Of small groups all pages at once.
        long[] all = [.. members.SelectMany(documents => documents).Distinct().Take(ReadAtOnce + 1)];
        if (all.Length <= ReadAtOnce) Hold(all);
        (long[] Documents, GroupSample? Sample) last = ([], null);
        foreach ((long group, long[] documents) in groups.Zip(members))
        {
            last = (documents, last.Sample is not null && documents.AsSpan().SequenceEqual(last.Documents) ? last.Sample with { Group = group } : Sample(group, documents));
            yield return last.Sample;
        }
        Forget();
    }

    private GroupSample Sample(long group, long[] documents)
    {
        var pages = new List<SampledPage>(documents.Length);
        int lines = 0;
        foreach (long[] some in documents.Chunk(ReadAtOnce))
        {
            Hold(some);
            foreach (long document in some)
            {
                if (!_held.TryGetValue(document, out byte[]? outline)) continue;
                var page = new SampledPage(document, outline);
                pages.Add(page);
                lines += page.Lines.Length;
                if (lines >= ChromeLearner.SampleLines) return GroupSample.Of(group, pages, lines);
            }
        }
        return GroupSample.Of(group, pages, lines);
    }

    /// <summary>Reads outlines that are not held, in the order of their table.</summary>
    private void Hold(long[] documents)
    {
        if (documents.All(_held.ContainsKey)) return;
        if (_heldBytes > MostHeldBytes) Forget();
        long[] missing = [.. documents.Where(document => !_held.ContainsKey(document)).Order()];
        foreach ((long document, byte[] outline) in _outlines.Each(row => (row.Integer(0), row.Blob(1)), JsonSerializer.Serialize(missing)))
        {
            _held[document] = outline;
            _heldBytes += outline.Length;
        }
    }

    private void Forget()
    {
        _held.Clear();
        _heldBytes = 0;
    }

    /// <summary>What tells the samples from which groups were last learned; those that never were are not among them.</summary>
    public Dictionary<long, UInt128> SampleHashes(IReadOnlyList<long> groups) => _sampleHashes.Each(row => (Group: row.Integer(0), Hash: row.Blob(1)), JsonSerializer.Serialize(groups))
        .Where(row => row.Hash is { Length: 16 }).ToDictionary(row => row.Group, row => BinaryPrimitives.ReadUInt128BigEndian(row.Hash));

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

    /// <summary>Those of some documents that have one of some lines, and belong to a group that has it among its own.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="any">The lines of all groups.</param>
    /// <param name="ofGroups">The lines of each group.</param>
    public List<long> Having(long[] documents, HashSet<ulong> any, Dictionary<long, HashSet<ulong>> ofGroups)
    {
        return [.. _withGroups.Each(row => Has(row) ? row.Integer(0) : (long?)null, JsonSerializer.Serialize(documents)).OfType<long>()];

        // Most have none: nothing is made of these.
        bool Has(SqlRow row) => PageOutline.HasLine(row.Bytes(1), any) && Groups(row).Any(group => ofGroups.TryGetValue(group, out HashSet<ulong>? lines) && PageOutline.HasLine(row.Bytes(1), lines));
    }

    /// <summary>The outlines of some documents, with their groups.</summary>
    public List<(long Document, PageOutline Outline)> Outlines(long[] documents)
    {
        List<(long Document, byte[] Outline, long[] Groups)> pages = [.. _withGroups.Each(row => (row.Integer(0), row.Blob(1), Groups(row)), JsonSerializer.Serialize(documents))];
        Dictionary<long, PageGroup> known = _groups.Each(
            row => (Id: row.Integer(0), Group: new PageGroup(row.Text(1), row.Text(2), row.Text(3))), JsonSerializer.Serialize(pages.SelectMany(page => page.Groups).Distinct())).ToDictionary(row => row.Id, row => row.Group);
        // A group that is gone teaches nothing.
        return [.. pages.Select(page => (page.Document, PageOutline.FromBlob(page.Outline, [.. page.Groups.Select(group => known.GetValueOrDefault(group)).OfType<PageGroup>()])))];
    }

    private static long[] Groups(SqlRow row) => JsonSerializer.Deserialize(row.Bytes(2), WrittenJson.Default.Int64Array)!;

    private static (long Group, LearnedLine Line) ReadLine(SqlRow row) =>
        (row.Integer(0), new LearnedLine(unchecked((ulong)row.Integer(1)), (int)row.Integer(2), (int)row.Integer(3), row.Integer(4) != 0, row.Integer(5)));
}
