using System.Globalization;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Migrate;

/// <summary>A table that is moved, with its columns; those that tell its rows apart first.</summary>
internal sealed class MovedTable
{
    private readonly int _columns;

    private MovedTable(string name, int keys, string columns)
    {
        string[] all = columns.Split(' ');
        Name = name;
        _columns = all.Length;
        Select = $"SELECT {string.Join(", ", all)} FROM {name} ORDER BY {string.Join(", ", all.Take(keys))}";
        Insert = $"INSERT INTO {name}({string.Join(", ", all)}) VALUES ({string.Join(", ", Enumerable.Range(1, all.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"?{i}")))})";
    }

    /// <summary>All of them: what others refer to first, and the changes, which triggers fill as the others are, last.</summary>
    public static IReadOnlyList<MovedTable> All { get; } =
    [
        new("settings", 1, "name value"),
        new("runs", 1, "id started finished sources pages added changed unchanged rejected command request removed"),
        new("clusters", 1, "id representative origin origin_reasons documents sites first_published last_published"),
        new("variants", 1, "id body_hash words cluster_id relation resemblance excerpt_of"),
        new("documents", 1, "id key place page_hash variant_id run_id url site section title published agency dateline byline fetched evidence canonical language method claims"),
        new("pages", 1, "document_id page hints body lines fetched"),
        new("sketches", 1, "variant_id fingerprint signature samples facts"),
        new("links", 2, "a b relation resemblance containment_a containment_b shared shingles_a shingles_b hamming proposed_by same_site"),
        new("outlines", 1, "document_id outline groups"),
        new("chrome_groups", 1, "id kind name period sample pages"),
        new("chrome_members", 3, "group_id rank document_id"),
        new("chrome_joining", 1, "document_id rank"),
        new("chrome_lines", 2, "group_id line pages titles fixed document_id"),
        new("chrome_pending", 1, "group_id"),
        new("crowds", 1, "leader keys bodies"),
        new("pending", 1, "variant_id"),
        new("pending_clusters", 1, "cluster_id heir"),
        new("unlinked", 1, "variant_id counted"),
        new("redirects", 1, "cluster_id heir_id run_id"),
        new("cluster_events", 1, "id run_id cluster_id event other_id documents detail"),
        new("judgements", 2, "a b verdict why who said"),
        new("files", 2, "run_id path size modified line done"),
        new("rejections", 1, "id run_id source line reason"),
        new("unchanged", 2, "run_id document_id"),
        new("changes", 1, "seq salt document_id variant_id key"),
    ];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Reads its rows, in an order that both databases know.</summary>
    public string Select { get; }

    /// <summary>Stores one.</summary>
    public string Insert { get; }

    /// <summary>A row, whole.</summary>
    public SqlValue[] Read(SqlRow row)
    {
        var values = new SqlValue[_columns];
        for (int i = 0; i < values.Length; i++) values[i] = row.Value(i);
        return values;
    }

    /// <summary>Whether two rows are one; PostgreSQL stores no NUL in a text, and another character for it.</summary>
    public static bool AreSame(SqlValue[] a, SqlValue[] b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            bool same = (a[i].Reference, b[i].Reference) switch
            {
                (string x, string y) => x.Replace('\0', '\uFFFD') == y.Replace('\0', '\uFFFD'),
                (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
                (null, null) => a[i].Type == b[i].Type ? a[i].Bits == b[i].Bits : !a[i].IsNull && !b[i].IsNull && a[i].Number == b[i].Number,
                _ => false,
            };
            if (!same) return false;
        }
        return true;
    }
}
