namespace Dedup.Engine.Extraction;

/// <summary>Finds where the article begins and ends: the run of lines with the greatest weight.</summary>
/// <remarks>
/// Running text weighs its words, headline-like lines and chrome weigh against; the maximum-sum run (Kadane) is the
/// article. It bridges an advertisement or a box of links between paragraphs, because the text behind weighs more than the
/// box, and stops before lists and footers. Same idea as the tag-density maximum of Finn, Kushmerick and Smyth (2001), on
/// lines instead of tags.
/// </remarks>
internal static class ArticleRegion
{
    private const int MaxLineWeight = 80;

    /// <summary>First line and the line behind the last; equal where the page has no running text.</summary>
    /// <param name="lines">The page.</param>
    /// <param name="reasons">Why lines are dropped.</param>
    /// <param name="from">First line that is looked at.</param>
    public static (int Start, int End) Find(LineFeatures[] lines, LineReason?[] reasons, int from = 0)
    {
        int best = 0;
        (int, int) region = (from, from);
        int sum = 0;
        int start = from;
        for (int i = from; i < lines.Length; i++)
        {
            if (sum <= 0)
            {
                sum = 0;
                start = i;
            }
            sum += Weight(lines[i], reasons[i]);
            if (sum > best)
            {
                best = sum;
                region = (start, i + 1);
            }
        }
        return region;
    }

    private static int Weight(LineFeatures line, LineReason? reason) => reason switch
    {
        null when line.IsProse => Math.Min(line.Words, MaxLineWeight) / (line.IsBullet ? 2 : 1),
        null when line.EndsSentence => line.Words / 2,
        null => -4,
        LineReason.Blank => 0,
        LineReason.Advertisement or LineReason.ShareBar or LineReason.Caption or LineReason.MoreLink
            or LineReason.Counter => -1,
        LineReason.Label or LineReason.Date or LineReason.Byline or LineReason.Menu => -5,
        LineReason.LinkList => -6,
        LineReason.LearnedChrome => -2,
        LineReason.Subscription => -10,
        LineReason.Tags or LineReason.Pagination => -15,
        LineReason.LinkHeading => -20,
        LineReason.Comments or LineReason.Copyright or LineReason.AuthorBox => -40,
        _ => -10,
    };
}
