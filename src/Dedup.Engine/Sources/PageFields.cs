using System.Globalization;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Sources;

/// <summary>Makes a page of named values, whether they are the fields of a JSON object or the columns of a table.</summary>
/// <remarks>
/// A name that was mapped is taken and no other. Else a field's own name comes first, then the names that well-known sets
/// give it and nothing else: those of news-please (CC-News) and of FineWeb. Their <c>date</c> is not among them, because it
/// is the date of publication in some sets and of the crawl in others; only beside FineWeb's <c>dump</c> it is the crawl's.
/// </remarks>
internal sealed class PageFields(SourceOptions options)
{
    private static readonly Dictionary<string, string[]> OtherNames = new(StringComparer.Ordinal)
    {
        ["text"] = ["maintext", "plain_text"],
        ["url"] = ["requested_url"],
        ["published"] = ["date_publish", "published_date"],
        ["fetched"] = ["date_download"],
        ["site"] = ["sitename"],
    };

    /// <summary>A value by its name, or null; of text only what is a string.</summary>
    public delegate string? Values(string name, bool isText);

    /// <summary>Names that a field is looked for under, the best first.</summary>
    public IReadOnlyList<string> NamesOf(string field) =>
        options.FieldNames.TryGetValue(field, out string? mapped) ? [mapped] : [field, .. OtherNames.GetValueOrDefault(field, [])];

    /// <summary>All names that may be asked for.</summary>
    public IEnumerable<string> Names => SourceOptions.Fields.SelectMany(NamesOf).Append("date").Append("dump");

    /// <summary>The page, or why it is none.</summary>
    public SourceItem ToPage(string place, string fallbackKey, Values values)
    {
        string? html = null, text = null;
        // A page that names its text is taken at its word, unless its HTML was asked for.
        if (options.FieldNames.ContainsKey("html")) html = Value("html", values);
        if (html is null) text = Value("text", values);
        if (html is null && text is null) html = Value("html", values);
        if ((html ?? text) is not string content) return SourceItem.Rejected(place, $"no string field \"{options.FieldName("text")}\"; where it has another name, say so: --field text=NAME");
        if (content.Length > options.MaxPageBytes) return SourceItem.Rejected(place, $"page larger than {options.MaxPageBytes} bytes");
        string? url = NullIfEmpty(Value("url", values));
        string? named = NullIfEmpty(Value("id", values)) ?? url;
        string? raw = NullIfEmpty(Value("fetched", values)) ?? FineWebDate(values);
        string? fetched = raw is null ? null : Times.ToUtc(raw);
        if (raw is not null && fetched is null) return SourceItem.Rejected(place, $"\"{options.FieldName("fetched")}\" is not a time: {raw}");
        var hints = new PageHints(
            url, Value("site", values), Value("title", values), Value("published", values), html is null ? null : "text/html",
            LanguageCode(Value("language", values)), NullIfEmpty(Value("author", values)));
        return SourceItem.Of(new Page(options.Key(named ?? fallbackKey), place, content, hints, fetched) { IsNamedByPlace = named is null });
    }

    /// <summary>The ISO 639-1 code that a language tag begins with, or null.</summary>
    public static string? LanguageCode(string? tag)
    {
        if (tag is null) return null;
        ReadOnlySpan<char> code = tag.AsSpan().Trim();
        int end = code.IndexOfAny('-', '_');
        if (end >= 0) code = code[..end];
        return code.Length == 2 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) ? code.ToString().ToLowerInvariant() : null;
    }

    private string? FineWebDate(Values values) =>
        !options.FieldNames.ContainsKey("fetched") && values("dump", false) is not null ? NullIfEmpty(values("date", false)) : null;

    private string? Value(string field, Values values)
    {
        bool isText = field is "text" or "html";
        if (options.FieldNames.TryGetValue(field, out string? mapped)) return values(mapped, isText);
        if (values(field, isText) is string own) return own;
        if (!OtherNames.TryGetValue(field, out string[]? others)) return null;
        foreach (string other in others)
        {
            if (values(other, isText) is string value) return value;
        }
        return null;
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}

/// <summary>Times as sources write them.</summary>
internal static class Times
{
    /// <summary>ISO 8601 in UTC to the second; null for what is no time. Numbers are seconds or milliseconds since 1970.</summary>
    public static string? ToUtc(string raw)
    {
        if (long.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out long epoch) && epoch is > 99_999_999 and < 10_000_000_000_000)
            return ToText(DateTimeOffset.FromUnixTimeMilliseconds(epoch < 100_000_000_000 ? epoch * 1000 : epoch).UtcDateTime);
        return DateTimeOffset.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? ToText(time.UtcDateTime) : null;
    }

    /// <summary>ISO 8601 in UTC to the second.</summary>
    public static string ToText(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
