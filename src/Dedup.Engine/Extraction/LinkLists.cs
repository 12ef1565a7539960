namespace Dedup.Engine.Extraction;

/// <summary>Marks lists of other headlines and teasers: what follows a list heading, and runs of headline-like lines without one.</summary>
internal static class LinkLists
{
    private const int MinUnheadedRun = 4;

    public static void Mark(LineFeatures[] lines, LineReason?[] reasons)
    {
        bool inList = false;
        for (int i = 0; i < lines.Length; i++)
        {
            if (reasons[i] == LineReason.LinkHeading)
            {
                inList = true;
                continue;
            }
            if (!inList || reasons[i] is not null) continue;
            if (Resumes(lines, reasons, i)) inList = false;
            else reasons[i] = LineReason.LinkList;
        }
        MarkRuns(lines, reasons);
    }

    /// <summary>
    /// Running text resumes the article where more running text follows, or the end of all text; a single sentence between
    /// headlines, sources and dates is a teaser.
    /// </summary>
    private static bool Resumes(LineFeatures[] lines, LineReason?[] reasons, int i)
    {
        if (!lines[i].IsProse || lines[i].IsBullet) return false;
        // A teaser is one sentence; a paragraph of several, or a long one, is text.
        if (lines[i].Words >= 30 && lines[i].EndsSentence) return true;
        for (int next = i + 1; next < lines.Length; next++)
        {
            switch (reasons[next])
            {
                case LineReason.Blank or LineReason.Advertisement or LineReason.MoreLink or LineReason.Caption or LineReason.ShareBar:
                    continue;
                case null:
                    return lines[next].IsProse || (lines[next].EndsSentence && !lines[next].IsBullet);
                case LineReason.Copyright or LineReason.Comments or LineReason.LinkHeading or LineReason.Tags
                    or LineReason.Subscription or LineReason.AuthorBox or LineReason.Pagination:
                    return lines[i].Words >= 15;
                default:
                    return false;
            }
        }
        return lines[i].Words >= 15;
    }

    private static void MarkRuns(LineFeatures[] lines, LineReason?[] reasons)
    {
        int start = 0;
        while (start < lines.Length)
        {
            int end = start;
            int headlines = 0;
            while (end < lines.Length && (reasons[end] == LineReason.Blank || (reasons[end] is null && IsHeadline(lines[end]))))
            {
                if (reasons[end] is null) headlines++;
                end++;
            }
            if (headlines >= MinUnheadedRun)
            {
                for (int i = start; i < end; i++) reasons[i] ??= LineReason.LinkList;
            }
            start = Math.Max(end, start + 1);
        }
    }

    /// <summary>Four words or more, begins with a capital or a quote, ends no sentence: as headlines do and fixtures, names and subheads seldom do.</summary>
    private static bool IsHeadline(LineFeatures line)
    {
        if (line.Words is < 4 or > 20 || line.AllCaps) return false;
        if (line.EndsSentence && !(line.Text[^1] is '?' or '!' or '\uFF1F' or '\uFF01' or '؟' or '"' or '\'' or '”' or '’' && line.Words <= 14)) return false;
        char first = line.Text.FirstOrDefault(char.IsLetterOrDigit);
        return first != 0 && !char.IsLower(first);
    }
}
