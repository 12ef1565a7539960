using Dedup.Core.Text;

namespace Dedup.Engine.Extraction.Html;

/// <summary>The body that JSON-LD holds, as paragraphs and as lines of the page.</summary>
internal static class JsonLdBody
{
    /// <summary>Paragraphs of the text, which may hold entities, tags and line feeds.</summary>
    public static string[] Paragraphs(string body)
    {
        // Some content systems encode it twice, and some keep its tags.
        string text = body.Contains('&', StringComparison.Ordinal) ? System.Net.WebUtility.HtmlDecode(body) : body;
        if (text.Contains('<', StringComparison.Ordinal)) text = MarkupText.Lines(text);
        return [.. text.Split('\n').Select(MarkupText.Plain).Where(line => line.Length > 0)];
    }

    /// <summary>Number of its words, and the share of them that stand in the other text too.</summary>
    public static (int Words, double Found) Compare(string[] paragraphs, string other)
    {
        ulong[] words = Tokenizer.Tokenize(string.Join('\n', paragraphs));
        if (words.Length == 0) return (0, 0);
        var left = new Dictionary<ulong, int>();
        foreach (ulong word in Tokenizer.Tokenize(other)) left[word] = left.GetValueOrDefault(word) + 1;
        int found = 0;
        foreach (ulong word in words)
        {
            if (!left.TryGetValue(word, out int count) || count == 0) continue;
            left[word] = count - 1;
            found++;
        }
        return (words.Length, (double)found / words.Length);
    }

    /// <summary>Its paragraphs as the page's body, behind what the page shows.</summary>
    public static PageLine[] Lines(string[] paragraphs, PageLine[] shown) =>
    [
        .. shown.Select(line => line.Reason == LineReason.Body ? line with { Reason = LineReason.BeforeArticle } : line),
        .. paragraphs.Select(paragraph => new PageLine(paragraph, LineForms.Recognise(new LineFeatures(paragraph)) is LineReason.Copyright ? LineReason.Copyright : LineReason.Body)),
    ];
}
