namespace Dedup.Engine.Extraction.Html;

/// <summary>Tells whether a page is HTML: by its media type, else by how its text begins.</summary>
internal static class HtmlForm
{
    private static readonly string[] FirstTags = ["!doctype html", "html", "head", "body", "meta", "title", "article", "div", "script", "link"];

    public static bool IsHtml(string text, PageHints hints)
    {
        if (hints.MediaType is string type)
        {
            ReadOnlySpan<char> name = type.AsSpan();
            int parameters = name.IndexOf(';');
            if (parameters >= 0) name = name[..parameters];
            name = name.Trim();
            return name.Equals("text/html", StringComparison.OrdinalIgnoreCase) || name.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);
        }
        ReadOnlySpan<char> rest = text;
        while (true)
        {
            rest = rest.TrimStart().TrimStart('\uFEFF').TrimStart();
            string? close = rest.StartsWith("<!--", StringComparison.Ordinal) ? "-->" : rest.StartsWith("<?", StringComparison.Ordinal) ? "?>" : null;
            if (close is null) return BeginsWithTag(rest);
            int end = rest.IndexOf(close, StringComparison.Ordinal);
            if (end < 0) return false;
            rest = rest[(end + close.Length)..];
        }
    }

    private static bool BeginsWithTag(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '<') return false;
        foreach (string tag in FirstTags)
        {
            if (!text[1..].StartsWith(tag, StringComparison.OrdinalIgnoreCase)) continue;
            if (text.Length == tag.Length + 1 || text[tag.Length + 1] is '>' or '/' || char.IsWhiteSpace(text[tag.Length + 1])) return true;
        }
        return false;
    }
}
