using System.Text;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Finds the agency that a page credits, in dateline, byline, credit or copyright line. A mention in running text is no credit.</summary>
internal static partial class AgencyCredit
{
    /// <summary>An agency in a dateline stands in brackets or slashes, or before a dash.</summary>
    private static readonly System.Buffers.SearchValues<string> DatelineMarks =
        System.Buffers.SearchValues.Create(["(", "[", "/", "--", "—", "–", " - ", "- ", ": "], StringComparison.Ordinal);

    /// <summary>At the end of a paragraph it stands in brackets or behind a dash.</summary>
    private static readonly System.Buffers.SearchValues<char> EndMarks = System.Buffers.SearchValues.Create("([（-–—");

    /// <summary>Likewise in scripts without spaces: 【東京共同】, 新华社北京4月14日电.</summary>
    private static readonly System.Buffers.SearchValues<char> UnspacedDatelineMarks = System.Buffers.SearchValues.Create("【（电電");

    /// <summary>One of these stands in every such mark: a search for characters alone is the fastest.</summary>
    private static readonly System.Buffers.SearchValues<char> FrameSigns = System.Buffers.SearchValues.Create("([/—–-:【（电電");

    private const string Agency = "(?<agency>" + AgencyMentions.Any + ")";

    /// <summary>
    /// The head of the first paragraph: nothing or a place in capitals before (AP) or /PRNewswire/; a place in mixed case only
    /// where a dash follows; the bare name only where a dash follows.
    /// </summary>
    [GeneratedRegex($@"^[""“\s]*(?:(?:\p{{Lu}}{{2}}[^()\[\]]{{0,70}}?|)[\(\[/]\s*{Agency}(?:[\s,/–—-]+[\p{{L}} .]{{2,30}})?\s*[\)\]/]"
        + $@"|\p{{Lu}}[^()\[\]]{{1,70}}?[\(\[/]\s*{Agency}(?:[\s,/–—-]+[\p{{L}} .]{{2,30}})?\s*[\)\]/]\.?\s*(?:--|[-–—:])"
        + $@"|(?:\p{{Lu}}{{2}}[\p{{Lu}} .,'’-]{{0,50}},\s*)?{Agency}\s*(?:--|[-–—:])\s)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex InDateline();

    /// <summary>
    /// Frames of datelines in other scripts, in which an agency ends what is called credit or begins what is called lead:
    /// МОСКВА, 14 апр — РИА Новости.; الرياض 14 أبريل (واس); باريس - أ ف ب:; [東京 14日 ロイター]; 【東京共同】; 新华社北京4月14日电.
    /// </summary>
    [GeneratedRegex(@"^\s*(?:\p{IsCyrillic}{2}[\p{IsCyrillic}\d .,-]{0,50}\s[-–—/]\s?(?<credit>[^-–—/.(]{2,16})(?:\.\s|/|\s*[-–—])"
        + @"|\p{IsArabic}{2}[\p{IsArabic}\d ،,.]{0,40}(?:[\(\[]\s*(?<credit>[^\)\]]{2,20}?)\s*[\)\]]|\s?[-–—/]\s?(?<credit>[^-–—/:،]{2,20}?)\s?[-–—:،])"
        + @"|(?<lead>[\u4E00-\u9FFF]{3,16}[\u4E00-\u9FFF\d,，、]{0,16}[电電])"
        + @"|[【\[（](?<credit>[^】\]）]{2,30}?)\s*(?:記者|=[^】\]）]{1,10})?[】\]）])", RegexOptions.CultureInvariant)]
    private static partial Regex OtherDateline();

    /// <summary>(AFP) or – AFP at the very end of the last paragraph.</summary>
    [GeneratedRegex($@"(?:[\(\[（]\s*|\s[-–—]{{1,2}}\s?){Agency}\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AtEnd();

    /// <summary>Associated Press writer Jane Doe contributed to this report.</summary>
    [GeneratedRegex($@"^\W*(?:The\s+)?{Agency}\s.{{0,120}}\bcontributed\b|\bcontributed to this (?:report|story) for (?:the\s+)?{Agency}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Contribution();

    /// <summary>A last line that is nothing but a credit: (AFP), - Reuters, With reporting by AP.</summary>
    [GeneratedRegex($@"^\W*(?:(?:source|via|credit|from|with|additional|reporting|by|copyright|©|\(c\)|the|(19|20)\d\d|material|courtesy of|provided by|distributed by|published by|this article|this story|was|originally|appeared|on|quelle|mit|material(?:ien)?|von|der|und|des|textes?|avec|et|agences?|fuente|con|información|de|la|el|agencia|com|informações|fonte|da|do|agência|источник|по|материалам|информации|агентства|المصدر|وكالة|وكالات|عن|来源|來源|来源于|出典|配信|提供|稿件)(?:\W+|(?=[\u4E00-\u9FFF])))*{Agency}(?:\W+(?:news agency|staff|newsroom|all rights reserved|contributed to this (?:report|story)))*\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex CreditLine();

    public static Found? FromDateline(string firstParagraph)
    {
        ReadOnlySpan<char> head = firstParagraph.AsSpan(0, Math.Min(140, firstParagraph.Length));
        if (!head.ContainsAny(FrameSigns)) return null;
        AgencyMentions agencies = AgencyNames.In(head);
        if (agencies.Found.Count == 0) return null;
        if (head.ContainsAny(DatelineMarks) && agencies.Matched(InDateline()) is Found found) return found;
        return !Ascii.IsValid(head) && (head.ContainsAny(DatelineMarks) || head.ContainsAny(UnspacedDatelineMarks))
            ? FromOtherDateline(head.ToString(), agencies) : null;
    }

    private static Found? FromOtherDateline(string head, AgencyMentions agencies)
    {
        if (OtherDateline().Match(head) is not { Success: true } frame) return null;
        Group place = frame.Groups["lead"].Success ? frame.Groups["lead"] : frame.Groups["credit"];
        foreach ((int at, int length, string agency) in agencies.Found)
        {
            if (at < place.Index || at >= place.Index + place.Length) continue;
            if (frame.Groups["lead"].Success ? at == place.Index : at + length == place.Index + place.Length)
                return new Found(agency, frame.Value.Trim());
        }
        return null;
    }

    /// <summary>Whether the words are nothing but the name of an agency.</summary>
    public static bool IsName(string words) => AgencyNames.In(words).Found is [{ Length: int length }, ..] && length >= words.Length - 2;

    /// <summary>What came with a page may be of any length.</summary>
    private const int MaxByline = 400;

    /// <summary>The agency alone, or with a person before it: By Jane Doe, Associated Press; Reuters Staff; Source: AFP.</summary>
    public static Found? FromByline(string byline) =>
        AgencyNames.In(byline = byline[..Math.Min(MaxByline, byline.Length)]).Found is [(int at, int length, string agency), ..] ? new Found(agency, byline.Substring(at, length)) : null;

    public static Found? FromLastParagraph(string paragraph) =>
        FromEnd(paragraph.AsSpan()[^Math.Min(60, paragraph.Length)..])
        ?? (paragraph.Length <= 300 && paragraph.Contains("contributed", StringComparison.Ordinal) ? AgencyNames.In(paragraph).Matched(Contribution()) : null);

    private static Found? FromEnd(ReadOnlySpan<char> tail) => tail.ContainsAny(EndMarks) ? AgencyNames.In(tail).Matched(AtEnd()) : null;

    public static Found? FromCreditLine(string line) => line.Length > 140 ? null : AgencyNames.In(line, anyCase: true).Matched(CreditLine());

    /// <summary>A copyright line credits an agency where the agency is the holder that follows sign and year.</summary>
    public static Found? FromCopyright(string line)
    {
        // © AP before a sentence is the credit of a picture: a notice has a year, or reserves rights.
        if (!line.AsSpan().ContainsAnyInRange('0', '9') && !line.Contains("rights", StringComparison.OrdinalIgnoreCase)) return null;
        if (CopyrightHolder().Match(line) is not { Success: true } holder) return null;
        return AgencyNames.In(line.AsSpan(holder.Index + holder.Length)).Found is [(0, _, string agency), ..] ? new Found(agency, line) : null;
    }

    /// <summary>Whether a site's name or host is the agency's own.</summary>
    public static bool IsOwnSite(string agency, string? site, string? url)
    {
        if (AgencyNames.HostOf(agency) is not string host) return false;
        if (site is not null && AgencyNames.In(site).Found is [(0, int length, string named), ..] && length == site.Length && named == agency) return true;
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
            && (uri.Host == host || uri.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^\W*(?:copyright|©|\(c\)|\W)+\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?\W*(?:by\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CopyrightHolder();
}
