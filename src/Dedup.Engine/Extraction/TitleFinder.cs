using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Finds the line that is the headline, by where it stands and by its repetitions.</summary>
/// <remarks>
/// A headline stands again in the breadcrumb or the first line, or right above the lines that say who wrote it and when
/// (the anchor), with at most a summary between; captions, buttons and summaries stand below that anchor. Each sign has
/// a weight and the best line wins.
/// </remarks>
internal static partial class TitleFinder
{
    /// <summary>Running text may begin with the headline itself, where it asks or exclaims; so far into it the search goes.</summary>
    private const int LinesIntoText = 3;

    private const int RepetitionWeight = 8;
    private const int AnchorWeight = 6;
    private const int HeadlineLengthWeight = 5;

    /// <summary>Index of the headline, or −1.</summary>
    /// <param name="lines">The page.</param>
    /// <param name="reasons">What the form of each line says.</param>
    /// <param name="textStart">First line of the running text.</param>
    /// <param name="breadcrumb">Index of the breadcrumb, or −1.</param>
    /// <param name="site">The site's name, if known.</param>
    public static int Find(
        LineFeatures[] lines, LineReason?[] reasons, int textStart, int breadcrumb, string? site)
    {
        if (FromWindowTitle(lines, reasons, site) is int named) return named;
        int best = -1;
        int bestScore = 0;
        int labelled = -1;
        int end = Math.Min(lines.Length, textStart + LinesIntoText);
        int distance = 0;
        for (int i = end - 1; i >= 0; i--)
        {
            if (i == breadcrumb || !CouldBe(lines[i], reasons[i], site))
            {
                // "News in brief: …" right above author or date is no link to another article.
                if (i < textStart && reasons[i] == LineReason.MoreLink && lines[i].Words is >= 5 and <= 24 && AnchorBelow(lines, reasons, i, end) == AnchorWeight) labelled = i;
                continue;
            }
            bool repeated = IsRepeated(lines, i, end, breadcrumb);
            int anchor = AnchorBelow(lines, reasons, i, end);
            // Inside the running text only strong signs make a sentence a headline.
            if (i >= textStart && !repeated && anchor == 0) continue;
            int score = anchor + lines[i].Words switch
            {
                >= 5 and <= 16 => HeadlineLengthWeight,
                >= 17 and <= 24 => HeadlineLengthWeight - 3,
                4 => HeadlineLengthWeight - 1,
                3 => 1,
                2 => 0,
                _ => -2,
            };
            if (repeated) score += RepetitionWeight;
            if (i < textStart) score += Math.Max(0, 3 - distance);
            if (lines[i].IsBullet) score -= 3;
            // A whole line in quotation marks is pulled from the text.
            if (lines[i].Text[0] is '"' or '“' && lines[i].Words > 8) score -= 3;
            if (lines[i].EndsSentence && lines[i].Text[^1] is '.' or '…' or ':' or '。') score -= 4;
            if (lines[i].EndsSentence && lines[i].Words > 22) score -= 4;
            if (AnchorAbove(reasons, i) && !repeated) score -= 4;
            if (i < textStart) distance++;
            if (score > bestScore)
            {
                bestScore = score;
                best = i;
            }
        }
        return labelled >= 0 && bestScore < AnchorWeight + HeadlineLengthWeight ? labelled : best;
    }

    /// <summary>
    /// The first line is often the window's title, the headline with section and site behind it: the line that is the
    /// headline alone is it, wherever it stands, where author or date follow. A notice may stand before it.
    /// </summary>
    private static int? FromWindowTitle(LineFeatures[] lines, LineReason?[] reasons, string? site)
    {
        const int MinWords = 3;
        int first = 0;
        while (first < lines.Length && reasons[first] == LineReason.Blank) first++;
        if (first == lines.Length) return null;
        ReadOnlySpan<char> window = lines[first].Text;
        for (int i = first + 1; i < lines.Length; i++)
        {
            string text = lines[i].Text;
            if (lines[i].Words < MinWords || text.Length >= window.Length || !window.StartsWith(text, StringComparison.OrdinalIgnoreCase)) continue;
            ReadOnlySpan<char> behind = window[text.Length..].TrimStart();
            if (behind.IsEmpty || behind[0] is not ('|' or '_' or '-' or '–' or '—' or '·' or '»' or '›' or ':' or '<' or '(')) continue;
            if (CouldBe(lines[i], reasons[i], site) && AnchorBelow(lines, reasons, i, lines.Length) >= AnchorWeight - 2) return i;
        }
        return null;
    }

    private static bool CouldBe(LineFeatures line, LineReason? reason, string? site)
    {
        if (reason is not (null or LineReason.LinkList) || line.Words is 0 or > 34) return false;
        if (((line.Opens(Opening.Button) || char.IsDigit(line.Head)) && ButtonForm().IsMatch(line.Text)) || (line.HasDigit && line.Text.Contains('(', StringComparison.Ordinal) && ChangeForm().IsMatch(line.Text))) return false;
        return site is null || !string.Equals(line.Text, site, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Weight of a byline, date or label line below, less for each line between that could be a headline too.</summary>
    private static int AnchorBelow(LineFeatures[] lines, LineReason?[] reasons, int i, int end)
    {
        int between = 0;
        for (int j = i + 1; j < Math.Min(lines.Length, end + 4) && between <= 3; j++)
        {
            switch (reasons[j])
            {
                case LineReason.Date or LineReason.Byline or LineReason.Label:
                    return Math.Max(0, AnchorWeight - 2 * between);
                case LineReason.Blank or LineReason.ShareBar or LineReason.Counter or LineReason.Advertisement or LineReason.Comments:
                    break;
                case LineReason.Menu or LineReason.Caption or LineReason.Breadcrumb:
                    if (lines[j].Words > 3) between++;
                    break;
                case LineReason.LinkHeading or LineReason.Copyright or LineReason.Pagination or LineReason.Subscription:
                    return 0;
                default:
                    // A summary below the headline is a sentence; it does not compete.
                    // A name above the date is the author's.
                    if (lines[j].Words > 60) return 0;
                    if (!lines[j].EndsSentence && !lines[j].IsBullet && lines[j].Words is > 4 and <= 16) between++;
                    break;
            }
        }
        return 0;
    }

    private static bool AnchorAbove(LineReason?[] reasons, int i)
    {
        for (int j = i - 1; j >= Math.Max(0, i - 6); j--)
        {
            if (reasons[j] is LineReason.Date or LineReason.Byline or LineReason.Label) return true;
        }
        return false;
    }

    /// <summary>Stands again in the head of the page: as a line, in the breadcrumb, or with more behind it.</summary>
    private static bool IsRepeated(LineFeatures[] lines, int i, int end, int breadcrumb)
    {
        string text = lines[i].Text;
        if (text.Length < 6) return false;
        if (breadcrumb >= 0 && lines[breadcrumb].Text.Contains(text, StringComparison.OrdinalIgnoreCase)) return true;
        for (int j = 0; j < end; j++)
        {
            if (j != i && lines[j].Text.Length <= text.Length + 80
                && lines[j].Text.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Buttons, tickers and player debris that no list of phrases can hold.</summary>
    [GeneratedRegex(@"^\W*(add to|generate|show|hide|view|toggle|explore|open in|get \d+%|this video|to play this|something went wrong|invalid|please|slide|tap|press|listen|loading|play|on air|now playing|artikel|offrir|enviar|lire plus|zum |vai al|accéder|jump to|hear this|your browser)\b|^[\d:.,%+\-/ $€£]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ButtonForm();

    /// <summary>A price with its change: 102.5 +1.2 (.</summary>
    [GeneratedRegex(@"\d\s?[+-]\d[\d.,]*\s?\(", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeForm();
}
