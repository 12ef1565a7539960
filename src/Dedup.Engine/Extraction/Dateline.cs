using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Reads the place of a dateline: SEOUL, South Korea (AP) —; LONDON --; NEW YORK, March 3 (Reuters) -.</summary>
internal static partial class Dateline
{
    /// <summary>No dateline is longer; the form tries every run of blanks with every other.</summary>
    private const int MaxLength = 300;

    public static Found? Read(string firstParagraph)
    {
        if (!MayBegin(firstParagraph)) return null;
        Match match = Form().Match(firstParagraph[..Math.Min(MaxLength, firstParagraph.Length)]);
        if (!match.Success) return null;
        string place = match.Groups["place"].Value.Trim(' ', ',');
        return place.Length < 2 ? null : new Found(place, match.Value.Trim());
    }

    /// <summary>A place begins with a capital and another, or something in brackets or slashes follows it: few paragraphs begin so.</summary>
    private static bool MayBegin(ReadOnlySpan<char> text)
    {
        if (text is ['"' or '“', ..]) text = text[1..];
        return text.Length > 1 && char.IsUpper(text[0]) && (char.IsUpper(text[1]) || text[1] is '.' or '\'' or '’' or '-' || text.ContainsAny('(', '/'));
    }

    /// <summary>
    /// A place in capitals, perhaps with its country; perhaps a date; perhaps an agency; then a dash. Without an agency the
    /// dash must be there, and with one the place may be in mixed case.
    /// </summary>
    [GeneratedRegex(@"^[""“]?(?:(?<place>\p{Lu}[\p{Lu}.'’\-]+(?:[ /]\p{Lu}[\p{Lu}.'’\-]*){0,4}(?:,\s+\p{Lu}[\p{L}.]+(?:\s\p{Lu}[\p{L}.]+){0,3})?)(?:,\s*(?:\p{L}{3,9}\.?\s\d{1,2}|\d{1,2}\s\p{L}{3,9}\.?)(?:,?\s*\d{4})?)?,?\s*(?:[\(/][^)/]{2,40}[\)/])?\s*(?:--|[-–—:])(?=\s|\p{Lu}|[""“'‘])|(?<place>\p{Lu}[\p{L}.'’\-]+(?:\s\p{Lu}[\p{L}.'’\-]+){0,3}(?:,\s+\p{Lu}[\p{L}.]+(?:\s\p{Lu}[\p{L}.]+){0,3})?)(?:,\s*(?:\p{L}{3,9}\.?\s\d{1,2}|\d{1,2}\s\p{L}{3,9}\.?)(?:,?\s*\d{4})?)?,?\s*[\(/][\p{Lu}][^)/]{1,40}[\)/]\s*(?:--|[-–—:]))", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
