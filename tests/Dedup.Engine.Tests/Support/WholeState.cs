using System.Data.Common;

namespace Dedup.Engine.Tests.Support;

/// <summary>All that a database holds but ids and history: everything is named by keys and body hashes, a row a line, in order.</summary>
internal static class WholeState
{
    private static readonly (string Name, string Sql)[] Parts =
    [
        ("document", "SELECT d.key, d.place, hex(d.page_hash), hex(v.body_hash), d.url, d.site, d.section, d.title, d.published, d.agency, d.dateline, d.byline, d.fetched, d.evidence, d.canonical, d.language, d.method, d.claims FROM documents d JOIN variants v ON v.id = d.variant_id"),
        ("page", "SELECT d.key, hex(p.page), p.hints, hex(p.body), hex(p.lines), p.fetched, hex(o.outline), (SELECT json_group_array(value) FROM (SELECT g.value FROM json_each(o.groups) g ORDER BY g.value) AS ordered) FROM pages p LEFT JOIN documents d ON d.id = p.document_id LEFT JOIN outlines o ON o.document_id = p.document_id"),
        ("variant", "SELECT hex(v.body_hash), v.words, v.relation, v.resemblance, c.representative, s.representative FROM variants v LEFT JOIN clusters c ON c.id = v.cluster_id LEFT JOIN clusters s ON s.id = v.excerpt_of"),
        ("sketch", "SELECT hex(v.body_hash), s.fingerprint, hex(s.signature), hex(s.samples), hex(s.facts) FROM sketches s LEFT JOIN variants v ON v.id = s.variant_id"),
        ("link", """
            SELECT hex(x.body_hash), hex(y.body_hash), l.relation, l.resemblance, l.containment_a, l.containment_b, l.shared, l.shingles_a, l.shingles_b, l.hamming, l.proposed_by, l.same_site
            FROM (SELECT * FROM links UNION ALL SELECT b, a, relation, resemblance, containment_b, containment_a, shared, shingles_b, shingles_a, hamming, proposed_by, same_site FROM links) l
            LEFT JOIN variants x ON x.id = l.a LEFT JOIN variants y ON y.id = l.b
            """),
        ("cluster", "SELECT representative, origin, origin_reasons, documents, sites, first_published, last_published FROM clusters"),
        ("group", "SELECT id, kind, name, period, pages, sample IS NULL FROM chrome_groups"),
        ("member", "SELECT m.group_id, m.rank, d.key FROM chrome_members m LEFT JOIN documents d ON d.id = m.document_id"),
        ("line", "SELECT l.group_id, l.line, l.pages, l.titles, l.fixed, d.key FROM chrome_lines l LEFT JOIN documents d ON d.id = l.document_id"),
        ("crowd", "SELECT hex(v.body_hash), c.keys, c.bodies FROM crowds c LEFT JOIN variants v ON v.id = c.leader"),
        ("waiting", "SELECT variant_id FROM pending UNION ALL SELECT cluster_id FROM pending_clusters UNION ALL SELECT variant_id FROM unlinked UNION ALL SELECT group_id FROM chrome_pending UNION ALL SELECT document_id FROM unchanged"),
        ("judgement", "SELECT a, b, verdict, why, who FROM judgements"),
    ];

    public static List<string> Read(DedupOptions options)
    {
        using DbConnection connection = TestStore.Open(options, readOnly: true);
        return [.. Parts.SelectMany(part => Rows(connection, part.Sql).Select(row => $"{part.Name} {row}").Order(StringComparer.Ordinal))];
    }

    private static List<string> Rows(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        object[] values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(string.Join(" | ", values.Select(value => value is bool truth ? (truth ? 1L : 0L) : value)));
        }
        return rows;
    }

    /// <summary>Fails with the first lines that only one of the two has.</summary>
    public static void RequireSame(DedupOptions expected, DedupOptions actual, string name)
    {
        List<string> wanted = Read(expected);
        List<string> found = Read(actual);
        static string Short(string line) => line.Length <= 300 ? line : line[..300] + "…";
        string[] unlike = [.. wanted.Except(found).Take(4).Select(line => "- " + Short(line)), .. found.Except(wanted).Take(4).Select(line => "+ " + Short(line))];
        Assert.True(unlike.Length == 0 && wanted.Count == found.Count, $"{name}: {wanted.Count} rows and {found.Count}\n{string.Join('\n', unlike)}");
    }
}
