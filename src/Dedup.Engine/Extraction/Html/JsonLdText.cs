using System.Text;
using System.Text.Json;

namespace Dedup.Engine.Extraction.Html;

/// <summary>Reads the JSON of a script as it stands in pages: with comments, raw line feeds and trailing commas.</summary>
internal static class JsonLdText
{
    private const int MaxCharacters = 4 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>The document, or null where it cannot be read even when mended.</summary>
    public static JsonDocument? Parse(string script)
    {
        if (script.Length > MaxCharacters) return null;
        ReadOnlySpan<char> text = Unwrap(script);
        if (text.IsEmpty || text[0] is not ('{' or '[')) return null;
        return TryParse(text) ?? TryParse(Mend(text));
    }

    /// <summary>The value's text; null where it is no string, or one with half a surrogate pair.</summary>
    public static string? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonDocument? TryParse(ReadOnlySpan<char> text)
    {
        try
        {
            return JsonDocument.Parse(text.ToString(), Options);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The second is half a surrogate pair, which has no UTF-8.
            return null;
        }
    }

    /// <summary>Without the HTML comment or CDATA marks around it and the semicolon behind it.</summary>
    private static ReadOnlySpan<char> Unwrap(string script)
    {
        const string Cdata = "<![CDATA[";
        ReadOnlySpan<char> text = script;
        int cdata = text.IndexOf(Cdata, StringComparison.Ordinal);
        // The mark's own bracket opens no list; behind a brace the marks are words of a string.
        if (cdata >= 0 && text[..cdata].IndexOfAny('{', '[') < 0)
        {
            text = text[(cdata + Cdata.Length)..];
            int end = text.LastIndexOf("]]>", StringComparison.Ordinal);
            if (end >= 0) text = text[..end];
        }
        int open = text.IndexOfAny('{', '[');
        int close = text.LastIndexOfAny('}', ']');
        if (open < 0) return [];
        return (close >= open ? text[open..(close + 1)] : text[open..]).Trim();
    }

    /// <summary>
    /// Escapes control characters and unknown escapes within strings, turns &amp;quot; into quotes where no quote stands, and closes what a
    /// page cut off.
    /// </summary>
    private static string Mend(ReadOnlySpan<char> text)
    {
        string source = text.Contains('"') ? text.ToString() : text.ToString().Replace("&quot;", "\"", StringComparison.Ordinal);
        var mended = new StringBuilder(source.Length + 64);
        var open = new Stack<char>();
        bool inString = false;
        for (int i = 0; i < source.Length; i++)
        {
            char c = source[i];
            if (!inString)
            {
                if (c == '"') inString = true;
                else if (c is '{' or '[') open.Push(c == '{' ? '}' : ']');
                else if (c is '}' or ']' && open.Count > 0) open.Pop();
                mended.Append(c);
            }
            else if (c == '\\' && i + 1 < source.Length)
            {
                char next = source[i + 1];
                if (!"\"\\/bfnrtu".Contains(next, StringComparison.Ordinal)) mended.Append('\\');
                mended.Append('\\');
                if ("\"\\".Contains(next, StringComparison.Ordinal))
                {
                    mended.Append(next);
                    i++;
                }
            }
            else if (c == '"' && EndsString(source, i))
            {
                inString = false;
                mended.Append(c);
            }
            else if (c == '"') mended.Append("\\\"");
            else if (char.IsControl(c)) mended.Append(' ');
            else mended.Append(c);
        }
        if (inString) mended.Append('"');
        while (open.Count > 0) mended.Append(open.Pop());
        return mended.ToString();
    }

    /// <summary>A quote ends a string where a colon, comma or bracket follows; else the page forgot to escape it.</summary>
    private static bool EndsString(string source, int quote)
    {
        int next = quote + 1;
        while (next < source.Length && char.IsWhiteSpace(source[next])) next++;
        return next >= source.Length || source[next] is ':' or ',' or '}' or ']';
    }
}
