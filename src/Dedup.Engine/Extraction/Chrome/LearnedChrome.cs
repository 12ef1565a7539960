namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Why a line is chrome that was learned.</summary>
/// <param name="Group">The group that taught it; null where it stands between lines that were.</param>
/// <param name="Line">What was learned of it; null likewise.</param>
internal readonly record struct ChromeMark(PageGroup? Group, LearnedLine? Line)
{
    /// <summary>Whether it is chrome between two paragraphs too.</summary>
    public bool IsFixed => Line is { Fixed: true };
}

/// <summary>The templates that were learned, as they stand at one moment, and what they say about a page.</summary>
/// <param name="lines">The lines of a group, or null where it has none.</param>
internal sealed class LearnedChrome(Func<long, LearnedLines?> lines)
{
    private const int MaxGap = 2;
    private const int MinTeasers = 3;

    /// <summary>Nothing learned.</summary>
    public static readonly LearnedChrome Empty = new(_ => null);

    /// <summary>Which lines of a page are chrome; null where none is.</summary>
    /// <returns>For each line of the outline, why it is chrome, or null.</returns>
    public ChromeMark?[]? Mark(PageOutline page)
    {
        List<(PageGroup Group, LearnedLines Lines)>? groups = null;
        foreach (PageGroup group in page.Groups)
        {
            if (lines(group.Id) is { } learned) (groups ??= []).Add((group, learned));
        }
        if (groups is null) return null;
        var marks = new ChromeMark?[page.Lines.Length];
        bool any = false;
        for (int i = 0; i < marks.Length; i++)
        {
            foreach ((PageGroup group, LearnedLines learned) in groups)
            {
                if (learned[page.Lines[i]] is not { } line) continue;
                // Where several groups know it, the one that says more.
                if (marks[i] is not { } known || (line.Fixed && !known.IsFixed)) marks[i] = new ChromeMark(group, line);
                any = true;
            }
        }
        if (!any) return null;
        KeepOwnParagraphs(page, marks);
        FillGaps(page.Lines.AsSpan(), marks);
        return marks;
    }

    /// <summary>
    /// A paragraph of running text that stands right beside more of the page's own is not dropped, unless it stands on a good
    /// part of the pages: a lead that others quote as a teaser is a lead on its own page, and background that many stories
    /// share belongs to each of them. Templates set lists of links behind the first paragraph: it stands beside the next one
    /// all the same.
    /// </summary>
    private static void KeepOwnParagraphs(PageOutline page, ChromeMark?[] marks)
    {
        bool first = true;
        // Told before the mark above is taken off: what is kept beside the page's own is not the page's own for what follows.
        bool behindOwn = false;
        for (int i = 0; i < marks.Length; i++)
        {
            bool running = IsRunning(page.Lines[i]);
            bool own = IsOwn(i);
            bool besideOwn = running && (behindOwn || IsOwn(i + 1) || (first && IsOwn(BehindForms(i))));
            if (running && page.IsOpen(i)) first = false;
            if (besideOwn && marks[i] is { IsFixed: false }) marks[i] = null;
            behindOwn = own;
        }

        bool IsOwn(int i) => i < marks.Length && marks[i] is null
            && (IsRunning(page.Lines[i]) || (page.IsOpen(i) && LineFold.IsParagraph(page.Lines[i])));

        // The next line that the rules do not drop by its form.
        int BehindForms(int i)
        {
            do i++;
            while (i < marks.Length && !page.IsOpen(i));
            return i;
        }
    }

    /// <summary>
    /// A headline among the headlines of a list is one of them, though it was not seen often enough itself: short lines
    /// between two lines of the template are chrome, any number of them where the page has text of its own.
    /// </summary>
    private static void FillGaps(ReadOnlySpan<ulong> keys, ChromeMark?[] marks)
    {
        int own = 0;
        int teasers = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            if (!IsRunning(keys[i])) continue;
            if (marks[i] is null) own++;
            // Names of sources or headlines stand between teasers; paragraphs that follow one another are a notice, whatever its length.
            else if (!marks[i]!.Value.IsFixed && !(i >= 2 && IsRunning(keys[i - 1]) && IsRunning(keys[i - 2]))) teasers++;
        }
        // A page of teasers: one that stands on few pages yet is one all the same.
        bool isList = teasers >= MinTeasers && teasers >= 2 * own;
        int longest = own > 0 ? int.MaxValue : MaxGap;
        int ownSoFar = 0;
        int start = 0;
        while (start < marks.Length)
        {
            int end = start;
            while (end < marks.Length && marks[end] is null && (isList || !IsRunning(keys[end]))) end++;
            if (end == start && marks[start] is null && IsRunning(keys[start])) ownSoFar++;
            bool between = end > start && (start == 0 || marks[start - 1] is not null) && (end == marks.Length || marks[end] is not null)
                && !(start == 0 && end == marks.Length);
            // A lone advertisement behind own text: the article may go on with a list or a short sentence.
            bool inArticle = between && !isList && start >= 2 && marks[start - 2] is null && IsRunning(keys[start - 2])
                && ((ownSoFar < own && (end + 1 >= marks.Length || marks[end + 1] is null)) || (keys[start] & LineFold.Stopped) != 0);
            if (between && !inArticle && end - start <= longest)
            {
                for (int i = start; i < end; i++) marks[i] = default(ChromeMark);
            }
            start = Math.Max(end, start + 1);
        }
    }

    private static bool IsRunning(ulong key) => (key & LineFold.Running) != 0;
}
