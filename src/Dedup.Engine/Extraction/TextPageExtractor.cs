using System.Text.RegularExpressions;
using Dedup.Core.Text;

namespace Dedup.Engine.Extraction;

/// <summary>Takes the article out of a page of plain text lines, by the form and the place of its lines.</summary>
/// <remarks>
/// Four passes: the form of each line alone (<see cref="LineForms"/>); lists of links (<see cref="LinkLists"/>); the stretch of
/// running text (<see cref="ArticleRegion"/>); the head of the page (<see cref="PageHead"/>). A function of the page and its
/// hints alone.
/// </remarks>
public static partial class TextPageExtractor
{
    private static readonly System.Buffers.SearchValues<char> TableMarks = System.Buffers.SearchValues.Create("0123456789():");

    /// <summary>Extracts the article.</summary>
    public static Article Extract(string text, PageHints hints)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(hints);
        string repaired = TextRepair.Repair(text);
        List<LineFeatures> lines = [.. repaired.Split('\n').Select(line => new LineFeatures(line.Trim().Trim('\uFEFF', '\u200B')))];
        LineReason?[] reasons = [.. lines.Select(LineForms.Recognise)];
        LinkLists.Mark(lines, reasons);
        (int start, int end) = ArticleRegion.Find(lines, reasons);
        start = BehindAppeal(lines, reasons, start, end);
        var head = new PageHead(lines, reasons, start, hints);
        start = BehindHead(reasons, start, end, head.TitleLine);
        Found? byline = ReadByline(lines, reasons, end);
        end = TrimEnd(lines, reasons, start, end, byline);
        if (end > start) end = ExtendOverClosingList(lines, reasons, end);
        start = BeginAtDateline(lines, reasons, start, end, head.TitleLine);

        var result = new PageLine[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            result[i] = new PageLine(lines[i].Text, i == head.TitleLine || IsTitle(lines[i], head) ? LineReason.Title
                : IsSite(lines[i], head) ? LineReason.SiteName
                : i < start ? reasons[i] ?? LineReason.BeforeArticle
                : i >= end ? reasons[i] ?? LineReason.AfterArticle
                : reasons[i] ?? LineReason.Body);
        }
        List<string> body = [.. result.Where(line => line.Reason == LineReason.Body).Select(line => line.Text)];
        string first = body.Count > 0 ? body[0] : string.Empty;
        return new Article
        {
            Site = head.Site,
            Section = head.Section,
            Title = head.Title,
            Published = ReadDate(result, head.TitleLine, start, end, hints),
            Agency = ReadAgency(result, body, byline),
            Dateline = Dateline.Read(first),
            Byline = byline,
            Body = string.Join('\n', body),
            Lines = result,
        };
    }

    /// <summary>
    /// An appeal to subscribe or to consent may stand above the headline: where a line on author or date follows the first
    /// few sentences, and no dateline or list stands before it, the head of the page is not over.
    /// </summary>
    private static int BehindAppeal(List<LineFeatures> lines, LineReason?[] reasons, int start, int end)
    {
        const int MaxAppealWords = 200;
        int words = 0;
        for (int i = start; i < end && words <= MaxAppealWords; i++)
        {
            if (reasons[i] is LineReason.LinkHeading or LineReason.LinkList) break;
            if (reasons[i] is LineReason.Date or LineReason.Byline or LineReason.Label)
            {
                int rest = 0;
                for (int k = i + 1; k < end; k++) rest += reasons[k] is null ? lines[k].Words : 0;
                if (words > 0 && rest > words) return i + 1;
            }
            if (reasons[i] is not null) continue;
            if (Dateline.Read(lines[i].Text) is not null) break;
            words += lines[i].Words;
        }
        return start;
    }

    /// <summary>The text begins behind the headline and behind the lines on author and date that follow it closely.</summary>
    private static int BehindHead(LineReason?[] reasons, int start, int end, int titleLine)
    {
        int from = Math.Max(start, titleLine + 1);
        for (int i = from; i < Math.Min(end, from + 4); i++)
        {
            if (reasons[i] is LineReason.Label or LineReason.Date && titleLine >= start) from = i + 1;
        }
        return Math.Min(from, end);
    }

    private static bool IsTitle(LineFeatures line, PageHead head) =>
        head.Title is not null && line.Text.Length > 0
        && string.Equals(line.Text, head.Title.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsSite(LineFeatures line, PageHead head) =>
        head.Site is not null && string.Equals(line.Text, head.Site.Value, StringComparison.OrdinalIgnoreCase);

    private static Found? ReadByline(List<LineFeatures> lines, LineReason?[] reasons, int end)
    {
        for (int i = 0; i < Math.Min(lines.Count, end + 3); i++)
        {
            if (reasons[i] == LineReason.Byline && Byline.Names(lines[i].Text) is { Length: > 1 } names)
                return new Found(names, lines[i].Text);
            if (reasons[i] == LineReason.Date && ByForm().Match(lines[i].Text) is { Success: true } by)
                return new Found(by.Groups[1].Value.Trim(), lines[i].Text);
            if (reasons[i] != LineReason.Label) continue;
            foreach ((string kind, string value) in PageLabels.Read(lines[i].Text))
            {
                if (kind == "author" && value.Length > 1) return new Found(value, lines[i].Text);
            }
        }
        return null;
    }

    /// <summary>
    /// Results, squads and other short lines that end an article weigh nothing; they belong to it where they look like
    /// rows of a table and not like names of sections or headlines.
    /// </summary>
    private static int ExtendOverClosingList(List<LineFeatures> lines, LineReason?[] reasons, int end)
    {
        int last = end;
        int rows = 0;
        int all = 0;
        for (int i = end; i < lines.Count; i++)
        {
            if (reasons[i] == LineReason.Blank) continue;
            if (reasons[i] is not null) break;
            all++;
            if (lines[i].EndsSentence || lines[i].Text.AsSpan().ContainsAny(TableMarks) || lines[i].Text.Contains(" v ", StringComparison.Ordinal)) rows++;
            last = i + 1;
        }
        return 2 * rows >= all ? last : end;
    }

    /// <summary>Takes lines off the end that are the site's words, or about the author: Jane Doe covers the courts.</summary>
    private static int TrimEnd(List<LineFeatures> lines, LineReason?[] reasons, int start, int end, Found? byline)
    {
        while (end > start + 1)
        {
            LineFeatures line = lines[end - 1];
            if (reasons[end - 1] is null)
            {
                bool aboutAuthor = byline is { Value.Length: >= 5 } && line.Text.StartsWith(byline.Value, StringComparison.OrdinalIgnoreCase);
                if (!aboutAuthor && SiteVoice.Certainty(line) == 0) break;
                reasons[end - 1] = aboutAuthor ? LineReason.AuthorBox : LineReason.Subscription;
            }
            end--;
        }
        return end;
    }

    /// <summary>
    /// Moves the beginning to the dateline, where one stands near: before it stand captions and summaries, and a
    /// paragraph that a box of links cut off belongs to the article.
    /// </summary>
    private static int BeginAtDateline(List<LineFeatures> lines, LineReason?[] reasons, int start, int end, int titleLine)
    {
        int from = titleLine >= 0 ? titleLine + 1 : start;
        int words = 0;
        for (int i = from; i < Math.Min(end, start + 8); i++)
        {
            if (reasons[i] is not (null or LineReason.LinkList)) continue;
            if (lines[i].Words >= 8 && (AgencyCredit.FromDateline(lines[i].Text) is not null || Dateline.Read(lines[i].Text) is not null))
            {
                if (i > start && words > 60) return start;
                for (int k = i; k < start; k++)
                {
                    if (reasons[k] == LineReason.LinkList && lines[k].IsProse) reasons[k] = null;
                }
                reasons[i] = null;
                return i;
            }
            if (i >= start) words += lines[i].Words;
        }
        while (start < end - 1 && (reasons[start] is not null || SiteVoice.Certainty(lines[start]) > 0))
        {
            reasons[start] ??= LineReason.Subscription;
            start++;
        }
        return start;
    }

    /// <summary>
    /// The claimed date: a labelled one, else the first below the headline, else any near the article; an update's date
    /// only where there is no other. A date above the headline is as a rule the day of the visit.
    /// </summary>
    private static Found? ReadDate(PageLine[] lines, int titleLine, int start, int end, PageHints hints)
    {
        if (hints.Published is not null && ClaimedDate.Read(hints.Published) is Found given)
            return given with { Evidence = "given with the page" };
        Found? below = null;
        Found? updated = null;
        Found? elsewhere = null;
        for (int i = 0; i < lines.Length; i++)
        {
            PageLine line = lines[i];
            if (line.Reason is not (LineReason.Label or LineReason.Date or LineReason.Byline)) continue;
            foreach ((string kind, string value) in PageLabels.Read(line.Text))
            {
                if (ClaimedDate.Read(value) is not Found labelled) continue;
                if (kind == "date" && i > titleLine) return labelled with { Evidence = line.Text };
                if (kind == "updated") updated ??= labelled with { Evidence = line.Text };
            }
            if (ClaimedDate.Read(line.Text) is not Found date) continue;
            date = date with { Evidence = line.Text };
            if (UpdateForm().IsMatch(line.Text)) updated ??= date;
            else if (i > titleLine && i <= start + 3) below ??= date;
            else if (i < start || i >= end) elsewhere ??= date;
        }
        return below ?? (titleLine >= 0 ? updated ?? elsewhere : elsewhere ?? updated);
    }

    internal static Found? ReadAgency(PageLine[] lines, List<string> body, Found? byline)
    {
        if (body.Count > 0 && AgencyCredit.FromDateline(body[0]) is Found dateline) return dateline;
        if (byline is not null && AgencyCredit.FromByline(byline.Evidence) is Found author) return author;
        foreach (PageLine line in lines)
        {
            Found? credit = line.Reason switch
            {
                LineReason.Label => PageLabels.Read(line.Text).Where(f => f.Kind is "site" or "author")
                    .Select(f => AgencyCredit.FromCreditLine(f.Value)).FirstOrDefault(f => f is not null),
                LineReason.Copyright => AgencyCredit.FromCopyright(line.Text),
                LineReason.Body or LineReason.LinkHeading or LineReason.LinkList or LineReason.Menu => null,
                LineReason.Byline => AgencyCredit.FromLastParagraph(line.Text) ?? AgencyCredit.FromCreditLine(line.Text),
                _ => AgencyCredit.FromCreditLine(line.Text),
            };
            if (credit is not null) return credit;
        }
        return body.Count > 0 ? AgencyCredit.FromLastParagraph(body[^1]) ?? AgencyCredit.FromCreditLine(body[^1]) : null;
    }

    /// <summary>The author on the line of the date: Posted on … by Jane Doe.</summary>
    [GeneratedRegex(@"\b[Bb]y:?\s+(\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){0,3})", RegexOptions.CultureInvariant)]
    private static partial Regex ByForm();

    [GeneratedRegex(@"^\W*(last |zuletzt |mis |ultimo )?(updated?|modified|aktualisiert|modifié|à jour|actualizado|aggiorna)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UpdateForm();
}
