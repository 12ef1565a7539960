using System.Collections.Frozen;
using System.Globalization;

namespace Dedup.Engine.Extraction.Html;

/// <summary>Tells, in one pass over the text, markup on which a parser that follows the standard takes quadratic time or memory.</summary>
/// <remarks>
/// The tree builder looks through all open elements at many tags, and opens anew every unclosed formatting element in each paragraph: a
/// few megabytes can become thousands of millions of nodes. Bounds are far above what pages have (the largest of 200 had 6,000 elements).
/// </remarks>
internal static class MarkupBounds
{
    private const int MaxCharacters = 24 * 1024 * 1024;
    private const int MaxTags = 300_000;
    private const int MaxAttributes = 400;

    /// <summary>Sum over all tags of the formatting elements that are open there.</summary>
    private const long MaxReopened = 3_000_000;

    /// <summary>Elements that are open at once; those whose end tag may be left out do not count, except within svg and math, where every tag nests.</summary>
    private const int MaxOpen = 1_500;

    private static readonly FrozenSet<string> Uncounted =
        "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option optgroup colgroup rt rp html head body"
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Formatting = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    /// <summary>Whether the markup may be parsed; else what there is too much of.</summary>
    public static bool Allow(string markup, out string excess)
    {
        excess = string.Empty;
        if (markup.Length > MaxCharacters) excess = "too long";
        int tags = 0;
        int formatting = 0;
        int unclosed = 0;
        // By name: a tag that closes what was never opened closes nothing.
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> openByName = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> uncounted = Uncounted.GetAlternateLookup<ReadOnlySpan<char>>();
        long reopened = 0;
        ReadOnlySpan<char> rest = markup;
        while (excess.Length == 0)
        {
            int open = rest.IndexOf('<');
            if (open < 0 || open + 1 >= rest.Length) return true;
            rest = rest[(open + 1)..];
            bool closes = rest[0] == '/';
            ReadOnlySpan<char> name = Name(closes ? rest[1..] : rest);
            if (name.IsEmpty) continue;
            tags++;
            if (IsFormatting(name)) formatting = Math.Max(0, formatting + (closes ? -1 : 1));
            reopened += formatting;
            bool foreign = openByName.TryGetValue("svg", out int svgs) && svgs > 0 || openByName.TryGetValue("math", out int maths) && maths > 0;
            if (closes && openByName.TryGetValue(name, out int ofName) && ofName > 0)
            {
                openByName[name] = ofName - 1;
                unclosed--;
            }
            if (!closes)
            {
                int end = rest.IndexOf('>');
                ReadOnlySpan<char> tag = end < 0 ? rest : rest[..end];
                if (tag.Length > MaxAttributes && tag.Count(' ') + tag.Count('\n') > 8 * MaxAttributes && tag.Count('=') is 0 or > MaxAttributes) excess = "attributes";
                if (foreign ? tag is not [.., '/'] : !uncounted.Contains(name))
                {
                    openByName[name] = openByName.TryGetValue(name, out int before) ? before + 1 : 1;
                    unclosed++;
                }
                bool script = name.Equals("script", StringComparison.OrdinalIgnoreCase);
                rest = end < 0 ? [] : rest[end..];
                if (script)
                {
                    int close = rest.IndexOf("</script", StringComparison.OrdinalIgnoreCase);
                    rest = close < 0 ? [] : rest[close..];
                }
            }
            if (tags > MaxTags) excess = string.Create(CultureInfo.InvariantCulture, $"more than {MaxTags} tags");
            else if (unclosed > MaxOpen) excess = "elements in elements";
            else if (reopened > MaxReopened) excess = "unclosed formatting";
        }
        return false;
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> text)
    {
        int end = 0;
        while (end < text.Length && end < 12 && char.IsAsciiLetterOrDigit(text[end])) end++;
        return text[..end];
    }

    private static bool IsFormatting(ReadOnlySpan<char> name)
    {
        if (name.Length > 6) return false;
        foreach (string tag in Formatting)
        {
            if (name.Equals(tag, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
