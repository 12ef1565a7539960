using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Finds the agency that a page credits, in dateline, byline, credit or copyright line. A mention in running text is no credit.</summary>
internal static partial class AgencyCredit
{
    private static readonly (string Name, string Host)[] Agencies =
    [
        ("AP", "apnews.com"),
        ("Reuters", "reuters.com"),
        ("AFP", "afp.com"),
        ("Bloomberg", "bloomberg.com"),
        ("dpa", "dpa.com"),
        ("UPI", "upi.com"),
        ("Xinhua", "xinhuanet.com"),
        ("TASS", "tass.com"),
        ("Kyodo", "kyodonews.net"),
        ("Yonhap", "yna.co.kr"),
        ("PA", "pa.media"),
        ("ANI", "aninews.in"),
        ("PTI", "ptinews.com"),
        ("IANS", "ians.in"),
        ("Interfax", "interfax.com"),
        ("EFE", "efe.com"),
        ("ANSA", "ansa.it"),
        ("CNN", "cnn.com"),
        ("ABC News", "abcnews.go.com"),
        ("CBS News", "cbsnews.com"),
        ("NBC News", "nbcnews.com"),
        ("BBC", "bbc.com"),
        ("NPR", "npr.org"),
        ("PR Newswire", "prnewswire.com"),
        ("Business Wire", "businesswire.com"),
        ("GlobeNewswire", "globenewswire.com"),
    ];

    /// <summary>Some part of every name: a text without any of these credits no agency, and most texts stop here.</summary>
    private static readonly System.Buffers.SearchValues<string> Marks = System.Buffers.SearchValues.Create(
        ["AP", "A.P.", "Press", "press", "Reuters", "REUTERS", "AFP", "Bloomberg", "BLOOMBERG", "dpa", "DPA", "UPI", "United", "Xinhua", "XINHUA", "新华社", "TASS", "Tass", "ТАСС", "Kyodo", "KYODO", "共同",
            "Yonhap", "YONHAP", "PA", "ANI", "Asian", "PTI", "IANS", "Indo", "Interfax", "INTERFAX", "Интерфакс", "EFE", "ANSA", "CNN", "ABC", "CBS", "NBC", "BBC", "NPR", "Public Radio", "PR N", "PRN", "usiness", "BUSINESS", "lobe", "GLOBE",
            "associated", "reuters", "afp", "bloomberg"],
        StringComparison.Ordinal);

    /// <summary>An agency in a dateline stands in brackets or slashes, or before a dash.</summary>
    private static readonly System.Buffers.SearchValues<string> DatelineMarks =
        System.Buffers.SearchValues.Create(["(", "[", "/", "--", "—", "–", " - ", "- ", ": "], StringComparison.Ordinal);

    /// <summary>The names that each agency goes by; group aN belongs to the agency N.</summary>
    private const string AnyAgency =
        @"(?<a0>(The\s+)?Associated\s+Press|AP(?!\s*(Photo|Images?)\b)(\s+News)?|A\.P\.)" +
        @"|(?<a1>(Thomson\s+)?Reuters|REUTERS)" +
        @"|(?<a2>Agence\s+France[-\s]Presse|AFP(?!/Getty))" +
        @"|(?<a3>Bloomberg(\s+News)?|BLOOMBERG)" +
        @"|(?<a4>dpa(-(infocom|AFX|international))?|DPA|Deutsche\s+Presse-Agentur)" +
        @"|(?<a5>UPI|United\s+Press\s+International)" +
        @"|(?<a6>Xinhua(\s+News(\s+Agency)?)?|XINHUA|新华社)" +
        @"|(?<a7>TASS|ITAR-TASS|Itar-Tass|Tass|ТАСС)" +
        @"|(?<a8>Kyodo(\s+News)?|KYODO(\s+NEWS)?|共同)" +
        @"|(?<a9>Yonhap(\s+News(\s+Agency)?)?|YONHAP)" +
        @"|(?<a10>PA(\s+(Media|News))?(?!\s*(Photo|Images?)\b)|Press\s+Association)" +
        @"|(?<a11>ANI|Asian\s+News\s+International)" +
        @"|(?<a12>PTI|Press\s+Trust\s+of\s+India)" +
        @"|(?<a13>IANS|Indo-Asian\s+News\s+Service)" +
        @"|(?<a14>Interfax|INTERFAX|Интерфакс)" +
        @"|(?<a15>EFE|Agencia\s+EFE)" +
        @"|(?<a16>ANSA)" +
        @"|(?<a17>CNN(\s+Newsource|\s+Wire|\s+Business|\.com)?)" +
        @"|(?<a18>ABC\s+News|ABC\s+NEWS|ABCNews|ABC\s+Newswire)" +
        @"|(?<a19>CBS\s+News|CBS\s+NEWS|CBSNews|CBS\s+Newspath)" +
        @"|(?<a20>NBC\s+News|NBC\s+NEWS|NBCNews|NBC\s+Newswire)" +
        @"|(?<a21>BBC(\s+News|\s+Sport)?)" +
        @"|(?<a22>NPR|National\s+Public\s+Radio)" +
        @"|(?<a23>PR\s*Newswire|PRNEWSWIRE|PRNewswire(-\p{L}+)*)" +
        @"|(?<a24>Business\s*Wire|BUSINESS\s*WIRE|BusinessWire)" +
        @"|(?<a25>Globe\s*Newswire|GLOBE\s*NEWSWIRE|GlobeNewswire|GlobeNewsWire)";

    /// <summary>
    /// The head of the first paragraph: nothing or a place in capitals before (AP) or /PRNewswire/; a place in mixed case only
    /// where a dash follows; the bare name only where a dash follows.
    /// </summary>
    [GeneratedRegex($@"^[""“\s]*(?:(?:\p{{Lu}}{{2}}[^()\[\]]{{0,70}}?|)[\(\[/]\s*(?:{AnyAgency})(?:[\s,/–—-]+[\p{{L}} .]{{2,30}})?\s*[\)\]/]"
        + $@"|\p{{Lu}}[^()\[\]]{{1,70}}?[\(\[/]\s*(?:{AnyAgency})(?:[\s,/–—-]+[\p{{L}} .]{{2,30}})?\s*[\)\]/]\s*(?:--|[-–—:])"
        + $@"|(?:\p{{Lu}}{{2}}[\p{{Lu}} .,'’-]{{0,50}},\s*)?(?:{AnyAgency})\s*(?:--|[-–—:])\s)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex InDateline();

    /// <summary>(AFP) at the very end of the last paragraph.</summary>
    [GeneratedRegex($@"[\(\[]\s*(?:{AnyAgency})\s*[\)\]]\W*$|\s[-–—]{{1,2}}\s?(?:{AnyAgency})\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AtEnd();

    /// <summary>Associated Press writer Jane Doe contributed to this report.</summary>
    [GeneratedRegex($@"^\W*(?:The\s+)?(?:{AnyAgency})\s.{{0,120}}\bcontributed\b|\bcontributed to this (?:report|story) for (?:the\s+)?(?:{AnyAgency})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Contribution();

    /// <summary>The agency alone, or with a person before it: By Jane Doe, Associated Press; Reuters Staff; Source: AFP.</summary>
    [GeneratedRegex($@"(?<![\p{{L}}\d])(?:{AnyAgency})(?![\p{{L}}\d])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex InByline();

    /// <summary>A last line that is nothing but a credit: (AFP), - Reuters, With reporting by AP.</summary>
    [GeneratedRegex($@"^\W*(?:(?:source|via|credit|from|with|additional|reporting|by|copyright|©|\(c\)|the|(19|20)\d\d|material|courtesy of|provided by|distributed by|published by|this article|this story|was|originally|appeared|on)\W+)*(?:{AnyAgency})(?:\W+(?:news agency|staff|newsroom|all rights reserved|contributed to this (?:report|story)))*\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex CreditLine();

    public static Found? FromDateline(string firstParagraph)
    {
        string head = firstParagraph[..Math.Min(140, firstParagraph.Length)];
        return head.AsSpan().ContainsAny(DatelineMarks) ? Named(InDateline(), head) : null;
    }

    public static Found? FromByline(string byline) => Named(InByline(), byline);

    public static Found? FromLastParagraph(string paragraph) =>
        Named(AtEnd(), paragraph[^Math.Min(60, paragraph.Length)..]) ?? (paragraph.Length > 300 ? null : Named(Contribution(), paragraph));

    public static Found? FromCreditLine(string line) => line.Length > 140 ? null : Named(CreditLine(), line);

    /// <summary>A copyright line credits an agency where the agency is the holder that follows sign and year.</summary>
    public static Found? FromCopyright(string line)
    {
        // © AP before a sentence is the credit of a picture: a notice has a year, or reserves rights.
        if (!line.AsSpan().ContainsAnyInRange('0', '9') && !line.Contains("rights", StringComparison.OrdinalIgnoreCase)) return null;
        Match holder = CopyrightHolder().Match(line);
        if (!holder.Success) return null;
        string rest = line[(holder.Index + holder.Length)..];
        Match match = InByline().Match(rest);
        return match.Success && match.Index == 0 ? new Found(NameOf(match), line) : null;
    }

    /// <summary>Whether a site's name or host is the agency's own.</summary>
    public static bool IsOwnSite(string agency, string? site, string? url)
    {
        int known = Array.FindIndex(Agencies, a => a.Name == agency);
        if (known < 0) return false;
        if (site is not null && InByline().Match(site) is { Success: true } named && named.Length == site.Length && NameOf(named) == agency) return true;
        string host = Agencies[known].Host;
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
            && (uri.Host == host || uri.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));
    }

    private static Found? Named(Regex form, string text)
    {
        if (!text.AsSpan().ContainsAny(Marks)) return null;
        Match match = form.Match(text);
        return match.Success ? new Found(NameOf(match), match.Value.Trim()) : null;
    }

    private static string NameOf(Match match)
    {
        for (int i = 0; i < Agencies.Length; i++)
        {
            if (match.Groups[$"a{i}"].Success) return Agencies[i].Name;
        }
        throw new InvalidOperationException("a match without an agency");
    }

    [GeneratedRegex(@"^\W*(?:copyright|©|\(c\)|\W)+\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?\W*(?:by\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CopyrightHolder();
}
