using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Html;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>
/// Long lines, titles and names of one thing over and over. A form that tries every beginning with every end takes a second
/// here and days on a page of the largest size.
/// </summary>
internal static class LengthTargets
{
    private const int Characters = 1 << 14;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(0.25);

    private static readonly string[] Pieces =
    [
        " ", "  ", "-", "–", ".", ",", ":", "|", "·", "•", "/", "(", ")", "[", "]", "\"", "'", "’", "@", "&", "*", "a", "A", "é", "É", "я", "я ", "م", "م ", "的", "日", "の", "1", "1 ", "1.", "1/", "1:", "10:30 ", "2025", "2025-", "a ", "A ", "A.", "a.", "a@", "an ", "by ", "By ", "By A", "vor ", "ago ",
        "hours ", "Jan ", "May 1", "1 May ", "the ", "AP", "AP ", "(AP) ", "Reuters ", "Associated ", "(c) ", "© ", "© 2025 ", "Date: ", "来源：", "A | ", "A - ", "A, ", "A and ", "MORE ", "\t", "\u00A0", "\u200B", "\u0301", "😀", "…", "!", "? ", "von ", "http://a", "www.a.", "#a ", "年", "月", "1月", "contributed ",
    ];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<string>("LongLine", "every reading of a line takes time with its length alone", 20, Line, ReadLine),
        new FuzzTarget<string>("LongHints", "what came beside a page may be of any length", 20, Line, ReadHints) { MostTime = 4 * Most },
        new FuzzTarget<string>("LongMarkup", "titles, metadata and blocks of a page may be of any length", 15, Line, ReadMarkup) { MostTime = 4 * Most },
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

    private static readonly (string Name, Action<string> Read)[] Readings =
    [
        ("ClaimedDate.Read", line => ClaimedDate.Read(line)),
        ("ClaimedDate.IsDateLine", line => ClaimedDate.IsDateLine(line)),
        ("ClaimedDate.IsDateLine of a known form", line => ClaimedDate.IsDateLine(new LineFeatures(line))),
        ("RelativeDate", line => RelativeDate.Read(line, "2025-04-14T12:00:00Z")),
        ("UrlDate", line => UrlDate.Read(line)),
        ("PageLabels", line => PageLabels.Read(line)),
        ("Byline", line => Byline.IsByline(new LineFeatures(line))),
        ("BylinePeople", line => BylinePeople.Read(Byline.Names(line))),
        ("Dateline", line => Dateline.Read(line)),
        ("AgencyCredit.FromDateline", line => AgencyCredit.FromDateline(line)),
        ("AgencyCredit.FromLastParagraph", line => AgencyCredit.FromLastParagraph(line)),
        ("AgencyCredit.FromCopyright", line => AgencyCredit.FromCopyright(line)),
        ("AgencyCredit.FromByline", line => AgencyCredit.FromByline(line)),
        ("LineFeatures.Form", line => _ = new LineFeatures(line).Form),
        ("LanguageGuess", line => LanguageGuess.Of(line)),
        ("MarkupText", line => MarkupText.Plain(line)),
        ("TextPageExtractor", line => TextPageExtractor.Extract(line + "\n" + line, new PageHints())),
    ];

    private static void ReadLine(string line)
    {
        foreach ((string name, Action<string> read) in Readings)
        {
            TimeSpan began = CpuTime.Now;
            read(line);
            if (CpuTime.Now - began < Most) continue;
            began = CpuTime.Now;
            read(line);
            Property.Holds(CpuTime.Now - began < Most, $"{name} takes more than {Most.TotalSeconds} s");
        }
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
