using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Html;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>
/// Long lines, titles and names of one thing over and over. A form that tries every beginning with every end takes seconds
/// here and hours on a page of the largest size.
/// </summary>
internal static class LengthTargets
{
    private const int Characters = 1 << 16;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(0.6);

    private static readonly string[] Pieces =
    [
        " ", "  ", "-", "–", ".", ",", ":", "|", "·", "•", "/", "(", ")", "[", "]", "\"", "'", "’", "@", "&", "*", "a", "A", "é", "É", "я", "я ", "م", "م ", "的", "日", "の", "1", "1 ", "1.", "1/", "1:", "10:30 ", "2025", "2025-", "a ", "A ", "A.", "a.", "a@", "an ", "by ", "By ", "By A", "vor ", "ago ",
        "hours ", "Jan ", "May 1", "1 May ", "the ", "AP", "AP ", "(AP) ", "Reuters ", "Associated ", "(c) ", "© ", "© 2025 ", "Date: ", "来源：", "A | ", "A - ", "A, ", "A and ", "MORE ", "\t", "\u00A0", "\u200B", "\u0301", "😀", "…", "!", "? ", "von ", "http://a", "www.a.", "#a ", "年", "月", "1月", "contributed ",
    ];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<string>("LongLine", "every reading of a line takes time with its length alone", 30, Line, ReadLine) { MostTime = Most },
        new FuzzTarget<string>("LongHints", "what came beside a page may be of any length", 20, Line, ReadHints) { MostTime = 3 * Most },
        new FuzzTarget<string>("LongMarkup", "titles, metadata and blocks of a page may be of any length", 20, Line, ReadMarkup) { MostTime = 3 * Most },
    ];

    private static string Line(FuzzRandom random)
    {
        string Some() => string.Concat(Enumerable.Range(0, random.Below(3)).Select(_ => random.Once(2) ? random.Of<string>(Pieces) : TextPages.Line(random)));
        string before = Some();
        string behind = Some();
        string piece = random.Of<string>(Pieces) + (random.Once(2) ? random.Of<string>(Pieces) : string.Empty);
        string line = before + string.Concat(Enumerable.Repeat(piece, Math.Max(1, (Characters - before.Length - behind.Length) / piece.Length))) + behind;
        return line.Replace('\n', ' ').Trim();
    }

    private static void ReadLine(string line)
    {
        _ = ClaimedDate.Read(line);
        _ = ClaimedDate.IsDateLine(line);
        _ = ClaimedDate.IsDateLine(new LineFeatures(line));
        _ = RelativeDate.Read(line, "2025-04-14T12:00:00Z");
        _ = UrlDate.Read(line);
        _ = PageLabels.Read(line);
        _ = Byline.IsByline(new LineFeatures(line));
        _ = BylinePeople.Read(Byline.Names(line));
        _ = Dateline.Read(line);
        _ = AgencyCredit.FromDateline(line);
        _ = AgencyCredit.FromLastParagraph(line);
        _ = AgencyCredit.FromCopyright(line);
        _ = AgencyCredit.FromByline(line);
        _ = new LineFeatures(line).Form;
        _ = LanguageGuess.Of(line);
        _ = MarkupText.Plain(line);
        _ = TextPageExtractor.Extract(line + "\n" + line, new PageHints());
    }

    private static void ReadHints(string value)
    {
        var hints = new PageHints(value, value, value, value, "text/plain", null, value);
        const string Page = "A headline of some words\nBy Jane Doe\n14 April 2025\nThe harbour council said on Monday that the new bridge over the river would open next spring.";
        _ = PageExtractor.Extract(Page, hints, value);
        _ = PageExtractor.Extract("<html><title>A</title><h1>A headline of some words</h1><p>" + Page, hints with { MediaType = "text/html" }, value);
    }

    private static void ReadMarkup(string value)
    {
        string text = System.Net.WebUtility.HtmlEncode(value);
        _ = PageExtractor.Extract($"<html lang=\"{text}\"><title>{text}</title><meta name=author content=\"{text}\"><meta property=og:title content=\"{text}\"><h1>{text}</h1><p class=\"{text}\">{text}<p>{text}", new PageHints(MediaType: "text/html"));
    }
}
