using System.Net;
using System.Text;

namespace Dedup.Engine.Extraction.Html;

/// <summary>Plain text from text that may hold entities and tags, in one pass: for values of metadata, and for pages that may not be parsed.</summary>
internal static class MarkupText
{
    /// <summary>A value on one line: entities decoded, tags taken out, white space folded.</summary>
    public static string Plain(string value)
    {
        string text = value.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(value) : value;
        if (text.Contains('<', StringComparison.Ordinal)) text = Lines(text);
        if (text.Contains('&', StringComparison.Ordinal)) text = WebUtility.HtmlDecode(text);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Text with a line feed for every tag that begins or ends a block; scripts and styles left out. Linear in the length.</summary>
    public static string Lines(string markup)
    {
        var lines = new StringBuilder(Math.Min(markup.Length, 1 << 20));
        ReadOnlySpan<char> rest = markup;
        while (!rest.IsEmpty)
        {
            int open = rest.IndexOf('<');
            if (open < 0 || open + 1 >= rest.Length)
            {
                lines.Append(rest);
                break;
            }
            lines.Append(rest[..open]);
            rest = rest[open..];
            if (!char.IsAsciiLetter(rest[1]) && rest[1] is not ('/' or '!' or '?'))
            {
                lines.Append('<');
                rest = rest[1..];
                continue;
            }
            bool comment = rest.StartsWith("<!--", StringComparison.Ordinal);
            int close = comment ? rest.IndexOf("-->", StringComparison.Ordinal) : rest.IndexOf('>');
            ReadOnlySpan<char> name = Name(rest);
            rest = close < 0 ? [] : rest[(close + (comment ? 3 : 1))..];
            if (name is "script" or "style" or "noscript" or "template")
            {
                int end = EndOf(rest, name);
                rest = end < 0 ? [] : rest[end..];
            }
            else if (comment || name.IsEmpty) continue;
            else if (ElementNames.Display(name.ToString()) != ElementDisplay.Inline && lines.Length > 0 && lines[^1] != '\n') lines.Append('\n');
        }
        return WebUtility.HtmlDecode(lines.ToString());
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> tag)
    {
        int start = tag.Length > 1 && tag[1] == '/' ? 2 : 1;
        int end = start;
        while (end < tag.Length && end - start < 12 && char.IsAsciiLetterOrDigit(tag[end])) end++;
        return tag[start..end].ToString().ToLowerInvariant();
    }

    private static int EndOf(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        int from = 0;
        while (true)
        {
            int at = text[from..].IndexOf("</", StringComparison.Ordinal);
            if (at < 0) return -1;
            from += at + 2;
            if (text[from..].StartsWith(name, StringComparison.OrdinalIgnoreCase)) return from - 2;
        }
    }
}
