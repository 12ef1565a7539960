using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Export;
using Dedup.Engine.Extraction;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Support;

/// <summary>Takes pages into a real database and looks at what it then holds.</summary>
internal static class Crawl
{
    public static DedupOptions Options(TempFolder folder, string name = "test.db") => TestStore.Options(folder.File(name));

    public static Page Page(string key, string text, string? site = null, string? title = null, string? published = null, string? url = null, string? fetched = null) =>
        new(key, "test:" + key, text, new PageHints(url, site, title, published), fetched);

    public static IngestSummary Ingest(DedupOptions options, params IEnumerable<Page> pages) =>
        Ingest(options, pages.Select(SourceItem.Of));

    public static IngestSummary Ingest(DedupOptions options, IEnumerable<SourceItem> items, CancellationToken? cancellation = null) =>
        new Ingestor(options, TimeProvider.System).Run(["test"], items, null, cancellation ?? TestContext.Current.CancellationToken);

    public static RebuildSummary Rebuild(DedupOptions options) => new Rebuilder(options, TimeProvider.System).Run(null, TestContext.Current.CancellationToken);

    /// <summary>A source that breaks after all pages were given out: what was stored before waits for its clusters.</summary>
    public static IEnumerable<SourceItem> Breaking(IEnumerable<Page> pages)
    {
        foreach (Page page in pages) yield return SourceItem.Of(page);
        throw new IOException("the disk of the crawl is gone");
    }

    public static List<Page> SamplePages() => Pages(Checkout.SamplePages);

    public static List<Page> Pages(string path) => [.. new PageSource(new SourceOptions())
        .Read(PageSource.List([path]), () => Stream.Null)
        .Select(item => item.Page ?? throw new InvalidDataException(item.Rejection!.Reason))];

    public static Dictionary<string, DocumentRow> Documents(DedupOptions options)
    {
        using var reader = new Reader(options.Store);
        return reader.AllDocuments(withBody: false).ToDictionary(row => row.Document.Key, row => row.Document);
    }

    public static EvaluationReport Evaluate(DedupOptions options, string gold)
    {
        using var reader = new Reader(options.Store);
        return EvaluationReport.Build(Gold.Read(gold), reader.FoundDocuments());
    }

    /// <summary>All three exports, one after another.</summary>
    public static string Export(DedupOptions options)
    {
        using var reader = new Reader(options.Store);
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        Exporter.Documents(reader, writer, ExportFormat.JsonLines, withBody: true);
        Exporter.Clusters(reader, writer, ExportFormat.JsonLines);
        Exporter.Links(reader, writer, ExportFormat.JsonLines);
        return writer.ToString();
    }

    /// <summary>Partition, relations, representatives, origins and excerpts, with clusters named by their representative.</summary>
    public static string Canonical(DedupOptions options)
    {
        using var reader = new Reader(options.Store);
        Dictionary<long, string> name = reader.AllClusters().ToDictionary(c => c.Cluster, c => c.Representative);
        return string.Join('\n', reader.AllDocuments(withBody: false).Select(row => row.Document).Select(d =>
            $"{d.Key} in {name[d.Cluster]} {d.Relation} {d.Resemblance} of {(d.ExcerptOf is long story ? name[story] : "-")} {d.Representative} {d.Origin}"));
    }

    public static string Body(DedupOptions options, string key)
    {
        using var reader = new Reader(options.Store);
        return reader.AllDocuments(withBody: true).Single(d => d.Document.Key == key).Body!;
    }

    public static T Scalar<T>(DedupOptions options, string sql)
    {
        using DbConnection connection = TestStore.Open(options, readOnly: true);
        return connection.ExecuteScalar<T>(sql)!;
    }

    public static void Execute(DedupOptions options, string sql)
    {
        using DbConnection connection = TestStore.Open(options, readOnly: false);
        connection.Execute(sql);
    }

    /// <summary>Rows of every table, for a comparison before and after.</summary>
    public static string RowCounts(DedupOptions options) => string.Join(", ",
        new[] { "documents", "pages", "variants", "sketches", "links", "clusters", "redirects", "pending", "rejections" }
            .Select(table => $"{table} {Scalar<long>(options, $"SELECT count(*) FROM {table}")}"));

    /// <summary>The same pages in an order that the seed makes.</summary>
    public static List<Page> Shuffled(IEnumerable<Page> pages, int seed)
    {
        Page[] array = [.. pages];
        new Random(seed).Shuffle(array);
        return [.. array];
    }
}
