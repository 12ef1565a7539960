using System.Text.RegularExpressions;
using Dedup.Core.Text;

namespace Dedup.Engine.Extraction;

/// <summary>Takes the article out of a page of plain text lines, by the form and the place of its lines.</summary>
/// <remarks>
/// Four passes: the form of each line alone (<see cref="LineForms"/>); lists of links (<see cref="LinkLists"/>); the stretch of
/// running text (<see cref="ArticleRegion"/>); the head of the page (<see cref="PageHead"/>). A function of the page, its
/// hints and the time of its fetching alone.
/// </remarks>
public static partial class TextPageExtractor
{
    private static readonly System.Buffers.SearchValues<char> TableMarks = System.Buffers.SearchValues.Create("0123456789():");

    /// <summary>Extracts the article by the rules alone.</summary>
    /// <param name="page">The page.</param>
    /// <param name="hints">What came beside it.</param>
    /// <param name="fetched">When it was fetched, ISO 8601: what relative dates are told from.</param>
    public static Article Extract(string page, PageHints hints, string? fetched = null) => Read(page, hints, fetched).Take(null);

    /// <summary>Reads a page so that its article can be taken again without lines that turn out to be chrome.</summary>
    internal static PageReading Read(string page, PageHints hints, string? fetched)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(hints);
        string repaired = TextRepair.Repair(page);
        LineFeatures[] lines = LinesOf(repaired);
        var reasons = new LineReason?[lines.Length];
        for (int i = 0; i < reasons.Length; i++) reasons[i] = lines[i].Form;
        LinkLists.Mark(lines, reasons);
        (int start, int end) = ArticleRegion.Find(lines, reasons);
        start = BehindAppeal(lines, reasons, start, end);
        var head = new PageHead(lines, reasons, start, hints);
        // A headline behind all the text that was found: what stands above it is a notice, and the article begins below.
        int first = head.TitleLine >= end ? head.TitleLine + 1 : 0;
        if (first > 0) (start, end) = ArticleRegion.Find(lines, reasons, first);
        Layout seen = LayOut(lines, [.. reasons], start, end, head);
        return new PageReading(
            new Article { Site = head.Site, Title = head.Title, Body = string.Empty, Lines = seen.Lines },
            chrome =>
            {
                if (chrome is null) return Describe(lines, seen, head, hints, fetched);
                LineReason?[] known = [.. reasons];
                for (int i = 0; i < known.Length; i++)
                {
                    if (chrome[i] && i != head.TitleLine) known[i] ??= LineReason.LearnedChrome;
                }
                (int from, int to) = ArticleRegion.Find(lines, known, first);
                return Describe(lines, LayOut(lines, known, BehindAppeal(lines, known, from, to), to, head, seen), head, hints, fetched);
            });
    }

    /// <summary>The body of a page that was read as text, from what is stored of it: the page and the reason of each line.</summary>
    /// <param name="page">The page.</param>
    /// <param name="reasons">Why each of its lines was kept or dropped.</param>
    /// <exception cref="ArgumentException">They do not belong together.</exception>
    internal static Rented<char> Body(ReadOnlySpan<char> page, ReadOnlySpan<byte> reasons)
    {
        ReadOnlySpan<char> text = TextRepair.Repair(page) is string repaired ? repaired : page;
        var body = new Rented<char>(text.Length);
        try
        {
            return body.Until(Gather(text, reasons, body.Span));
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Puts the lines of the body one below the other.</summary>
    /// <returns>Their length.</returns>
    private static int Gather(ReadOnlySpan<char> text, ReadOnlySpan<byte> reasons, Span<char> body)
    {
        int line = 0, length = 0;
        bool any = false;
        foreach (Range range in text.Split('\n'))
        {
            if (line == reasons.Length) throw new ArgumentException("the page has more lines than there are reasons", nameof(reasons));
            if (reasons[line++] != (byte)LineReason.Body) continue;
            if (any) body[length++] = '\n';
            any = true;
            ReadOnlySpan<char> kept = Trimmed(text[range]);
            kept.CopyTo(body[length..]);
            length += kept.Length;
        }
        return line == reasons.Length ? length : throw new ArgumentException("the page has fewer lines than there are reasons", nameof(reasons));
    }

    private static LineFeatures[] LinesOf(ReadOnlySpan<char> text)
    {
        var lines = new LineFeatures[text.Count('\n') + 1];
        int count = 0;
        foreach (Range line in text.Split('\n')) lines[count++] = KnownLines.Of(Trimmed(text[line]));
        return lines;
    }

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> line) => line.Trim().Trim("\uFEFF\u200B");

    /// <summary>Which lines are the article's; what was read of an author before need not be read again.</summary>
    private static Layout LayOut(LineFeatures[] lines, LineReason?[] reasons, int start, int end, PageHead head, Layout before = default)
    {
        start = AboveBox(lines, reasons, BehindHead(reasons, start, end, head.TitleLine), head.TitleLine);
        Found? byline = ReadByline(lines, reasons, end);
        string? people = byline is null ? null : byline == before.Byline ? before.People : BylinePeople.Read(byline.Value);
        end = TrimEnd(lines, reasons, start, end, people);
        if (end > start) end = ExtendOverClosingList(lines, reasons, end);
        start = BeginAtDateline(lines, reasons, start, end, head.TitleLine);

        var result = new PageLine[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            result[i] = new PageLine(lines[i].Text, i == head.TitleLine || IsTitle(lines[i], head) ? LineReason.Title
                : IsSite(lines[i], head) ? LineReason.SiteName
                : i < start ? reasons[i] ?? LineReason.BeforeArticle
                : i >= end ? reasons[i] ?? LineReason.AfterArticle
                : reasons[i] ?? LineReason.Body);
        }
        return new Layout(result, start, end, byline, people);
    }

    /// <summary>The article that these lines are.</summary>
    private static Article Describe(LineFeatures[] lines, in Layout layout, PageHead head, PageHints hints, string? fetched)
    {
        (PageLine[] result, int start, int end, Found? byline, string? people) = layout;
        var body = new List<string>(result.Length);
        foreach (PageLine line in result)
        {
            if (line.Reason == LineReason.Body) body.Add(line.Text);
        }
        string first = body.Count > 0 ? body[0] : string.Empty;
        string text = string.Join('\n', body);
        Found? language = LanguageGuess.Given(hints) ?? LanguageGuess.Of(text);
        var claims = new DateClaims(hints, fetched, language?.Value);
        return new Article
        {
            Site = head.Site,
            Section = head.Section,
            Title = head.Title,
            Published = PageDates.Read(lines, result, head.TitleLine, start, end, claims),
            Claims = claims.ToList(),
            Agency = ReadAgency(lines, result, byline, hints),
            Dateline = Dateline.Read(first),
            Byline = GivenPeople(hints) ?? (people is null ? null : byline! with { Value = people }),
            Language = language,
            Body = text,
            Lines = result,
        };
    }

    /// <summary>Lines with their reasons; where the article begins and ends; the line that names its author, and the people of it.</summary>
    private readonly record struct Layout(PageLine[] Lines, int Start, int End, Found? Byline, string? People);

    /// <summary>
    /// An appeal to subscribe or to consent may stand above the headline: where a line on author or date follows the first
    /// few sentences, and no dateline or list stands before it, the head of the page is not over.
    /// </summary>
    private static int BehindAppeal(LineFeatures[] lines, LineReason?[] reasons, int start, int end)
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

    /// <summary>A first paragraph right below the head of the page belongs to the article, though a box of links cuts it off.</summary>
    private static int AboveBox(LineFeatures[] lines, LineReason?[] reasons, int start, int titleLine)
    {
        if (titleLine < 0 || titleLine >= start) return start;
        int above = start - 1;
        while (above > titleLine && reasons[above] is LineReason.LinkHeading or LineReason.LinkList or LineReason.MoreLink or LineReason.Advertisement or LineReason.Blank) above--;
        int first = start;
        for (; above > titleLine && (reasons[above] == LineReason.Blank || (reasons[above] is null && lines[above].IsProse && lines[above].EndsSentence)); above--)
        {
            if (reasons[above] is null) first = above;
        }
        // Something else between headline and paragraph, and it is as likely another story's.
        for (; above > titleLine; above--)
        {
            if (reasons[above] is null or LineReason.LinkList or LineReason.LinkHeading) return start;
        }
        return first;
    }

    private static bool IsTitle(LineFeatures line, PageHead head) =>
        head.Title is not null && line.Text.Length > 0
        && string.Equals(line.Text, head.Title.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsSite(LineFeatures line, PageHead head) =>
        head.Site is not null && string.Equals(line.Text, head.Site.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>The people of the byline; those given with the page go first.</summary>
    internal static Found? People(Found? byline, PageHints hints) =>
        GivenPeople(hints) ?? (byline is not null && BylinePeople.Read(byline.Value) is string people ? byline with { Value = people } : null);

    private static Found? GivenPeople(PageHints hints) =>
        hints.Author is not null && BylinePeople.Read(Byline.Names(hints.Author)) is string given ? new Found(given, "given with the page") : null;

    private static Found? ReadByline(LineFeatures[] lines, LineReason?[] reasons, int end)
    {
        for (int i = 0; i < Math.Min(lines.Length, end + 3); i++)
        {
            if (reasons[i] == LineReason.Byline && Byline.Names(lines[i].Text) is { Length: > 1 } names)
                return new Found(names, lines[i].Text);
            if (reasons[i] == LineReason.Date && ByForm().Match(lines[i].Text) is { Success: true } by)
                return new Found(by.Groups[1].Value.Trim(), lines[i].Text);
            if (reasons[i] != LineReason.Label) continue;
            foreach ((string kind, string value) in lines[i].Labels)
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
    private static int ExtendOverClosingList(LineFeatures[] lines, LineReason?[] reasons, int end)
    {
        int last = end;
        int rows = 0;
        int all = 0;
        for (int i = end; i < lines.Length; i++)
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
    private static int TrimEnd(LineFeatures[] lines, LineReason?[] reasons, int start, int end, string? people)
    {
        string? author = people?.Split(BylinePeople.Separator)[0];
        while (end > start + 1)
        {
            LineFeatures line = lines[end - 1];
            if (reasons[end - 1] is null)
            {
                bool aboutAuthor = author is { Length: >= 5 } && line.Text.StartsWith(author, StringComparison.OrdinalIgnoreCase);
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
    private static int BeginAtDateline(LineFeatures[] lines, LineReason?[] reasons, int start, int end, int titleLine)
    {
        int from = titleLine >= 0 ? titleLine + 1 : start;
        int words = 0;
        for (int i = from; i < Math.Min(end, start + 8); i++)
        {
            if (reasons[i] is not (null or LineReason.LinkList)) continue;
            if (lines[i].Words >= 8 && (lines[i].AgencyInDateline is not null || Dateline.Read(lines[i].Text) is not null))
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

    /// <summary>The agency that the page credits: in the dateline of its body, the byline, a label, a line of credit, or at the end of its body.</summary>
    internal static Found? ReadAgency(LineFeatures[] lines, PageLine[] reasons, Found? byline, PageHints hints)
    {
        int first = Array.FindIndex(reasons, line => line.Reason == LineReason.Body);
        if (first >= 0 && lines[first].AgencyInDateline is Found dateline) return dateline;
        if (byline is not null && AgencyCredit.FromByline(byline.Evidence) is Found author) return author;
        if (hints.Author is not null && AgencyCredit.FromByline(hints.Author) is Found given) return given;
        for (int i = 0; i < reasons.Length; i++)
        {
            if (!lines[i].MayNameAgency) continue;
            Found? credit = reasons[i].Reason switch
            {
                LineReason.Label => lines[i].Labels.Where(f => f.Kind is "site" or "author")
                    .Select(f => AgencyCredit.FromCreditLine(f.Value)).FirstOrDefault(f => f is not null),
                LineReason.Copyright => lines[i].AgencyInCopyright,
                LineReason.Body or LineReason.LinkHeading or LineReason.LinkList or LineReason.Menu or LineReason.LearnedChrome => null,
                LineReason.Byline => AgencyCredit.FromLastParagraph(lines[i].Text) ?? AgencyCredit.FromCreditLine(lines[i].Text),
                _ => AgencyCredit.FromCreditLine(lines[i].Text),
            };
            if (credit is not null) return credit;
        }
        int last = Array.FindLastIndex(reasons, line => line.Reason == LineReason.Body);
        return last >= 0 && lines[last].MayNameAgency ? AgencyCredit.FromLastParagraph(lines[last].Text) ?? AgencyCredit.FromCreditLine(lines[last].Text) : null;
    }

    /// <summary>The author on the line of the date: Posted on … by Jane Doe.</summary>
    [GeneratedRegex(@"\b[Bb]y:?\s+(\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){0,3})", RegexOptions.CultureInvariant)]
    private static partial Regex ByForm();
}
