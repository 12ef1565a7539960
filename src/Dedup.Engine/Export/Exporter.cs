using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using CsvHelper.Configuration;
using Dedup.Engine.Extraction;
using Dedup.Engine.Queries;

namespace Dedup.Engine.Export;

/// <summary>File formats of exports.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>Comma-separated with a header (RFC 4180).</summary>
    Csv,
}

/// <summary>Writes documents, clusters, links, judgements and decisions as rows; every field in every row, null or empty where unknown.</summary>
public static class Exporter
{
    /// <summary>How all JSON output is written: snake_case names, letters of every script as they are.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes every document, by key.</summary>
    /// <returns>Rows written.</returns>
    public static long Documents(Reader reader, TextWriter output, ExportFormat format, bool withBody)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return withBody
            ? Write(reader.AllDocuments(true).Select(row => WithBody.Of(row.Document, row.Body!)), output, format)
            : Write(reader.AllDocuments(false).Select(row => row.Document), output, format);
    }

    /// <summary>Writes every cluster, by id.</summary>
    /// <returns>Rows written.</returns>
    public static long Clusters(Reader reader, TextWriter output, ExportFormat format)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Write(reader.AllClusters(), output, format);
    }

    /// <summary>Writes every link.</summary>
    /// <returns>Rows written.</returns>
    public static long Links(Reader reader, TextWriter output, ExportFormat format)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Write(reader.AllLinks(), output, format);
    }

    /// <summary>Writes everything that analysts have said, by keys.</summary>
    /// <returns>Rows written.</returns>
    public static long Judgements(Reader reader, TextWriter output, ExportFormat format) => Write(JudgementRow.All(reader), output, format);

    /// <summary>Writes for every document whether it is kept, by key.</summary>
    /// <returns>How many were kept and dropped.</returns>
    public static DecisionCounts Decisions(Reader reader, TextWriter output, ExportFormat format, DecisionPolicy policy, bool withExcerpts)
    {
        using DecisionList decisions = DecisionList.Make(reader, policy, withExcerpts);
        Write(decisions.Rows(), output, format);
        return decisions.Counts;
    }

    private static long Write<T>(IEnumerable<T> rows, TextWriter output, ExportFormat format)
    {
        long count = 0;
        if (format == ExportFormat.JsonLines)
        {
            foreach (T row in rows)
            {
                output.Write(JsonSerializer.Serialize(row, Json));
                output.Write('\n');
                count++;
            }
            return count;
        }
        using var csv = new CsvWriter(output, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        System.Reflection.PropertyInfo[] columns = typeof(T).GetProperties();
        foreach (System.Reflection.PropertyInfo column in columns) csv.WriteField(JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name));
        csv.NextRecord();
        foreach (T row in rows)
        {
            foreach (System.Reflection.PropertyInfo column in columns)
            {
                object? value = column.GetValue(row);
                csv.WriteField(value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture));
            }
            csv.NextRecord();
            count++;
        }
        return count;
    }

    private sealed record WithBody(
        string Key, long Cluster, string Relation, double Resemblance, long? ExcerptOf, bool Representative, bool Origin, string? Site, string? Section,
        string? Title, string? Published, string? Agency, string? Dateline, string? Byline, long Words, string? Url, string? Canonical, string? Language,
        string? Method, string? Fetched,
        [property: JsonConverter(typeof(StoredJson<DateClaim[]>))] string? Claims, string Body)
    {
        public static WithBody Of(DocumentRow d, string body) => new(
            d.Key, d.Cluster, d.Relation, d.Resemblance, d.ExcerptOf, d.Representative, d.Origin, d.Site, d.Section,
            d.Title, d.Published, d.Agency, d.Dateline, d.Byline, d.Words, d.Url, d.Canonical, d.Language,
            d.Method, d.Fetched, d.Claims, body);
    }
}
